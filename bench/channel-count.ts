/** As many channels as the largest portals have. */
export const channelCount = 2000;
