/** The most portals that the demo serves. */
export const maxDemoPortals = 9;
