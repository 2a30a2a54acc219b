/** Seconds after which what is open was broken off: whatever it sent to the portal has been carried out by then, or never will be. */
export const patience = 300;
