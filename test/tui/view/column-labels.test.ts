import {expect, test} from 'vitest';
import {resources} from '../../../source/resources/index.ts';
import {languages, loadTranslator} from '../../../source/i18n/translator.ts';

/** Width that a narrow terminal cuts headings to. */
const headingCells = 11;

test.each(languages)(
	'%s: no two headings of a list look the same, also where they are cut',
	async language => {
		const {columnLabel} = await loadTranslator(language);
		for (const {name, columns} of resources) {
			const labels = columns.map(({id}) => columnLabel(name, id).slice(0, headingCells - 1));
			expect(
				labels.filter((label, index) => labels.indexOf(label) !== index),
				name,
			).toEqual([]);
		}
	},
);
