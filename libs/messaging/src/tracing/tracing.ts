/** Whether anybody collects traces. Until a service was told where to send them, nothing about them costs anything. */
export const tracing = { isOn: false };
