/** Routes that take nothing and do not answer in our shapes. */
export const plainRoutes = [
  { path: '/', summary: 'The web page.', type: 'text/html' },
  { path: '/health/live', summary: 'Whether the process is alive.', type: 'application/json' },
  { path: '/health/ready', summary: 'Whether it can serve, and if not, because of whom.', type: 'application/json' },
  { path: '/metrics', summary: 'Numbers for Prometheus.', type: 'text/plain' },
  { path: '/api/docs', summary: 'This document as a page.', type: 'text/html' },
  { path: '/api/docs.css', summary: 'Its style.', type: 'text/css' },
  { path: '/api/openapi.json', summary: 'This document.', type: 'application/json' },
  { path: '/api/asyncapi.json', summary: 'Sockets and NATS subjects.', type: 'application/json' },
] as const;
