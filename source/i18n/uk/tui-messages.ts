import {count, rowCount} from './plural.ts';

/** Messages of the console itself; those of actions are with their screens. */
export const tuiMessages = {
	'no-row': () => 'Курсор не стоїть на рядку. Спершу перейдіть до якогось.',
	'row-gone': ({key}: {key: string}) => `«${key}» уже немає в списку. Спершу перейдіть до іншого рядка.`,
	'just-arrived': () => 'Список щойно завантажено. Перегляньте його й натисніть клавішу ще раз.',
	'command-no-field': ({field}: {field: string}) =>
		`На цьому екрані немає стовпця «${field}», який називає команда.`,
	'command-empty-field': ({field}: {field: string}) => `${field} цього рядка порожнє; команду не запущено.`,
	'command-unsafe-field': ({field}: {field: string}) =>
		`${field} цього рядка починається з «-» або має керівні символи; команду не запущено.`,
	'rows-moved': () => 'Рядки щойно змістилися. Перевірте їх і клацніть ще раз.',
	'row-filtered': ({key}: {key: string}) => `«${key}» приховано фільтром. Спершу перейдіть до іншого рядка.`,
	'too-small': () => 'Екран замалий, щоб показати запитання: спершу збільште його.',
	'not-short': () => 'Список повний; приймати нічого.',
	'one-at-a-time': () => 'Ця дія — для одного рядка. U скидає вибір.',
	'work-over': () => 'Дію завершено. q — вийти.',
	'undo-asks-first': () => 'Скасування треба підтвердити. Натисніть u ще раз там, де виконано дію.',
	'under-way': ({subject}: {subject: string}) =>
		`Ще виконується: ${subject}. x — зупинити після поточного кроку.`,
	'look-left': ({subject}: {subject: string}) => `Скасовано: ${subject}. Нічого не записано.`,
	'differs-now': () => 'Дані змінилися. Перегляньте їх і повторіть.',
	'asks-first': ({subject}: {subject: string}) =>
		`${subject}: потрібна відповідь. Натисніть клавішу ще раз, щоб побачити запитання.`,
	'waiting-dropped': ({n}: {n: number}) => `Виникло запитання; решту черги пропущено: ${rowCount(n)}.`,
	'changed-row': ({key}: {key: string}) => `Рядок «${key}» змінився; його пропущено.`,
	'nothing-to-do': () => 'Тут немає рядків для цієї дії.',
	'all-refused': ({n}: {n: number}) => `Відмовлено в усьому: ${rowCount(n)}. J покаже чому.`,
	summary: ({
		changed,
		same,
		refused,
		failed,
	}: {
		changed: number;
		same: number;
		refused: number;
		failed: number;
	}) =>
		[
			`Виконано: ${rowCount(changed)}`,
			...(same > 0 ? [`без змін: ${same}`] : []),
			...(refused > 0 ? [`відмовлено: ${refused}`] : []),
			...(failed > 0 ? [`не вдалося, лишилися вибраними: ${failed}`] : []),
		].join('; ') + (refused + failed > 0 ? '. J покаже їх.' : '.'),
	simulated: ({n, refused}: {n: number; refused: number}) =>
		`Пробний запуск: нічого не записано. Було б виконано: ${rowCount(n)}; відмовлено: ${refused}.`,
	'dry-run-next': () => 'Пробний запуск наступної дії УВІМКНЕНО (W — вимкнути).',
	'nothing-to-undo': () => 'У цьому сеансі скасовувати нічого. Давніші зміни: H, тоді u на потрібній.',
	'nothing-to-retry': () => 'Немає невдалих рядків, які можна повторити.',
	'retry-waits': () => 'Спершу читається список, потім буде запитання.',
	'nothing-stopped': () => 'Нічого не виконується.',
	stopping: () => 'Зупиниться після поточного кроку.',
	'quit-again': () => 'Натисніть ctrl-c ще раз, щоб вийти.',
	'marked-all': ({n}: {n: number}) => `Вибрано ${rowCount(n)}.`,
	'marks-cleared': ({n}: {n: number}) => `Вибір скинуто: ${rowCount(n)}.`,
	'range-begun': () =>
		'Початок діапазону тут: перейдіть далі й натисніть v, щоб вибрати його; esc — скасувати.',
	'nothing-marked': () => 'Жодного рядка не вибрано.',
	'no-problem': () => 'Інших несинхронізованих рядків немає.',
	'no-linked-record': () => 'Пов’язаного запису немає.',
	'linked-record-gone': ({id}: {id: string}) => `«${id}» у тому списку немає.`,
	paused: () => 'Автооновлення призупинено (p — відновити).',
	resumed: () => 'Автооновлення ввімкнено.',
	copied: ({what}: {what: string}) =>
		`Скопійовано: ${what}. Якщо в буфері обміну цього немає, термінал не підтримує OSC 52.`,
	'copy-too-long': ({n}: {n: number}) =>
		`${count(n, 'байт', 'байти', 'байтів')} — забагато для буфера обміну термінала. e — записати у файл.`,
	exported: ({file, n}: {file: string; n: number}) => `Записано ${rowCount(n)} у файл ${file}.`,
	dumped: ({file}: {file: string}) => `Екран записано у файл ${file}.`,
	'side-lost': ({system, message}: {system: 'stalker' | 'billing'; message: string}) =>
		`${system === 'stalker' ? 'Stalker недоступний' : 'Білінг недоступний'}: ${message}`,
	'side-back': ({system}: {system: 'stalker' | 'billing'}) =>
		`Зв’язок ${system === 'stalker' ? 'зі Stalker' : 'з білінгом'} відновлено.`,
	'portal-warns': ({message}: {message: string}) => `Портал попереджає: ${message}`,
	'short-list': ({got, baseline}: {got: number; baseline: number}) =>
		`Портал надіслав лише ${rowCount(got)} із щонайменше ${baseline}: відсутні мають стан «?». r — перечитати; B — прийняти неповний список.`,
	'accept-short-list': ({got, baseline}: {got: number; baseline: number}) =>
		`Прийняти, що на порталі лише ${rowCount(got)}, хоча очікувалося ${baseline}? Тоді все, чого бракує, вважатиметься наявним лише в білінгу.`,
	'quit-working': ({subject}: {subject: string}) =>
		`Ще виконується дія (${subject}). Вийти після поточного кроку?`,
	'no-choices': () => 'Немає з чого вибирати.',
	'view-saved': ({name}: {name: string}) => `Вигляд збережено як «${name}»: alt і його цифра або : і назва.`,
	'view-needs-list': () => 'Вигляд буває у списку. Спершу відкрийте список.',
	'no-view': ({n}: {n: number}) => `Виглядів: ${n}. Новий — це : і save НАЗВА.`,
	'no-column': () => 'Спершу виберіть стовпець: < і >.',
	'column-stays': () => 'Перший стовпець лишається: він називає рядок.',
	'column-hidden': () => 'Стовпець сховано: c поверне його.',
	'columns-reset': () => 'Стовпці, ширина й порядок такі, як спочатку.',
	'no-index': ({n}: {n: number}) => `Рядків у списку: ${n}.`,
	'one-portal': () => 'Налаштовано лише один портал. Інші додаються у файлі конфігурації як [portals.НАЗВА].',
	'portal-busy': () => 'На цьому порталі виконується дія. Дочекайтеся її кінця або зупиніть клавішею x.',
	output: ({text}: {text: string}) => `Виведено повз консоль: ${text}`,
};
