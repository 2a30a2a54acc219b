const pluralRules = new Intl.PluralRules('en');

/** The form that goes with a number. */
export const form = (n: number, one: string, other: string): string =>
	pluralRules.select(n) === 'one' ? one : other;

/** `1 row`, `2 rows`. */
export const count = (n: number, one: string, other = `${one}s`): string => `${n} ${form(n, one, other)}`;
