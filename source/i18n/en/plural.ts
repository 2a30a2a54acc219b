const pluralRules = new Intl.PluralRules('en');

/** `1 row`, `2 rows`. */
export const count = (n: number, one: string, other = `${one}s`): string =>
	`${n} ${pluralRules.select(n) === 'one' ? one : other}`;
