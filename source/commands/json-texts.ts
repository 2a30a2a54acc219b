/**
A list as data of a result, each item as JSON, made when it is taken: a hundred thousand rows as objects take more memory than the rows.
*/
export class JsonTexts {
	readonly texts: Iterable<string>;

	constructor(texts: Iterable<string>) {
		this.texts = texts;
	}
}
