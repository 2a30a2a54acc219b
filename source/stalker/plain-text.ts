/**
Converts HTML of a portal into one safe line of text: without tags, control characters and line breaks, at most
`length` characters.

PHP writes its warnings as `<br /><b>Warning</b>:  file_put_contents(…)`, once for every row that has one; the
beginning says enough.
*/
export function toPlainText(html: string, length = 500): string {
	const text = html
		.slice(0, 20 * length)
		.replaceAll(/<(script|style)\b.*?(?:<\/\1\s*>|$)/gis, ' ')
		.replaceAll(/<!?[/a-z-][^<>]*>/gi, ' ')
		.replaceAll(/&(lt|gt|quot|#0?39|nbsp|amp);/gi, (_, name: string) => entities[name.toLowerCase()] ?? "'")
		.replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
		.replaceAll(/ (?=[:.,;])/g, '')
		.trim();
	return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

const entities: Readonly<Record<string, string>> = {lt: '<', gt: '>', quot: '"', nbsp: ' ', amp: '&'};
