import { createContext } from 'react';

/** What whoever looks may do; the server has the last word. */
export const Operator = createContext({ mayChange: false });
