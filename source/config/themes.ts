/** Sets of colours: for dark and light backgrounds, for colour-blind eyes, and without colours. */
export const themes = ['dark', 'light', 'safe', 'mono'] as const;

export type Theme = (typeof themes)[number];

export const isTheme = (name: unknown): name is Theme => themes.some(known => known === name);
