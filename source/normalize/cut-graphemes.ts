/**
The longest beginning of a text that has at most `count` code points and ends between graphemes: no letter loses its accent, no sign is
halved.
*/
export function cutGraphemes(text: string, count: number): string {
	let [cut, left] = ['', count];
	for (const {segment} of new Intl.Segmenter().segment(text)) {
		left -= [...segment].length;
		if (left < 0) break;
		cut += segment;
	}

	return cut;
}
