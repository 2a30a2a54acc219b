import {count, rowCount} from './plural.ts';

/** What the console itself says, beside what the actions say. */
export const tuiMessages = {
	'no-row': () => 'Курсор не стоїть на рядку. Спершу перейдіть до якогось.',
	'row-gone': ({key}: {key: string}) => `«${key}» уже немає в списку. Спершу перейдіть до іншого рядка.`,
	'just-arrived': () => 'Список щойно надійшов. Перегляньте й натисніть ще раз.',
	'row-filtered': ({key}: {key: string}) =>
		`«${key}» немає серед рядків, що лишив фільтр. Спершу перейдіть до іншого рядка.`,
	'too-small': () => 'На такому малому екрані не видно, на що ви погоджуєтеся: спершу збільште його.',
	'not-short': () => 'Список не вважається неповним: визнавати нічого.',
	'one-at-a-time': () => 'Це роблять з одним рядком за раз: U зніме позначки.',
	'work-over': () => 'Роботу завершено. q — вийти.',
	'undo-asks-first': () => 'Скасування спершу має запитання. Натисніть u ще раз там, де виконано дію.',
	'under-way': ({subject}: {subject: string}) =>
		`Ще виконується: ${subject}. x — зупинити після поточного кроку.`,
	'look-left': ({subject}: {subject: string}) => `Припинено: ${subject}. Нічого не записано.`,
	'asks-first': ({subject}: {subject: string}) =>
		`${subject}: спершу є запитання. Натисніть клавішу ще раз, щоб побачити його.`,
	'waiting-dropped': ({n}: {n: number}) =>
		`Виникло запитання; інше, що ви тим часом натиснули, не виконано: ${rowCount(n)}.`,
	'differs-now': () => 'Це вже не те, що було на екрані. Перегляньте ще раз.',
	'plan-changed': () => 'Це вже не те, що було на екрані: показано, що з’ясувалося. Перегляньте ще раз.',
	'changed-row': ({key}: {key: string}) =>
		`Рядок «${key}» змінився, відколи був на екрані; його лишено без змін.`,
	'nothing-to-do': () => 'Немає нічого, з чим це можна зробити.',
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
			...(same > 0 ? [`було так і раніше: ${same}`] : []),
			...(refused > 0 ? [`відмовлено: ${refused}`] : []),
			...(failed > 0 ? [`не вдалося, позначку лишено: ${failed}`] : []),
		].join('; ') + (refused + failed > 0 ? '. J покаже їх.' : '.'),
	simulated: ({n, refused}: {n: number; refused: number}) =>
		`Нічого не записано. Було б виконано: ${rowCount(n)}; відмовлено: ${refused}.`,
	'simulates-next': () => 'Наступна дія лише скаже, що зробила б. Ще раз W — вимкнути.',
	'nothing-to-undo': () =>
		'У цьому сеансі не зроблено нічого, що можна скасувати. Дії інших сеансів: stalker-console journal undo N.',
	'nothing-stopped': () => 'Нічого не виконується.',
	stopping: () => 'Зупиниться після поточного кроку.',
	'quit-again': () => 'Ще раз ctrl-c — вийти з консолі.',
	'marked-all': ({n}: {n: number}) => `Позначено ${rowCount(n)}.`,
	'marks-cleared': ({n}: {n: number}) => `Знято ${count(n, 'позначку', 'позначки', 'позначок')}.`,
	'range-begun': () => 'Звідси починається діапазон: перейдіть далі, v позначить його; esc — відмовитися.',
	'nothing-marked': () => 'Жодного рядка не позначено.',
	'no-problem': () => 'Інших несинхронізованих рядків немає.',
	'no-lead': () => 'Звідси нікуди переходити.',
	'lead-gone': ({id}: {id: string}) => `«${id}» там немає.`,
	paused: () => 'Автоматичне читання призупинено. p — відновити.',
	resumed: () => 'Список знову читається автоматично.',
	copied: ({what}: {what: string}) =>
		`Скопійовано: ${what}. Якщо в буфері обміну цього немає, термінал не підтримує OSC 52.`,
	'copy-too-long': ({n}: {n: number}) =>
		`${count(n, 'байт', 'байти', 'байтів')} — забагато для буфера обміну термінала. e — записати у файл.`,
	exported: ({file, n}: {file: string; n: number}) => `Записано ${rowCount(n)} у файл ${file}.`,
	dumped: ({file}: {file: string}) => `Екран записано у файл ${file}.`,
	'side-lost': ({system, message}: {system: 'stalker' | 'billing'; message: string}) =>
		`Втрачено зв’язок ${system === 'stalker' ? 'зі Stalker' : 'з білінгом'}: ${message}`,
	'side-back': ({system}: {system: 'stalker' | 'billing'}) =>
		`Зв’язок ${system === 'stalker' ? 'зі Stalker' : 'з білінгом'} відновлено.`,
	'portal-warns': ({message}: {message: string}) => `Портал попереджає: ${message}`,
	'short-list': ({got, baseline}: {got: number; baseline: number}) =>
		`Портал надіслав лише ${rowCount(got)} із щонайменше ${baseline}: відсутні мають стан «?». r — перечитати; якщо так і є, B — визнати список повним.`,
	'believe-short': ({got, baseline}: {got: number; baseline: number}) =>
		`Визнати, що на порталі лише ${rowCount(got)}, хоча очікувалося ${baseline}? Тоді все, чого бракує, вважатиметься наявним лише в білінгу.`,
	'quit-working': ({subject}: {subject: string}) =>
		`Ще виконується робота (${subject}). Вийти після поточного кроку?`,
	'no-choices': () => 'Немає з чого вибирати.',
};
