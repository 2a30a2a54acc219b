import type {Dictionary} from '../en/index.ts';
import {count, rowCountGenitive, rowCount} from './plural.ts';

const systemName = (name: 'stalker' | 'billing'): string => (name === 'stalker' ? 'Stalker' : 'Биллинг');

/** What the console itself says, beside what the actions say. */
export const tuiMessages = {
	'no-row': () => 'Строка не выбрана. Сначала перейдите на неё.',
	'row-gone': ({key}) => `«${key}» больше нет в списке. Сначала перейдите на другую строку.`,
	'just-arrived': () => 'Список только что пришёл. Посмотрите и нажмите ещё раз.',
	'row-filtered': ({key}) => `«${key}» не проходит фильтр. Сначала перейдите на другую строку.`,
	'too-small': () => 'Экран слишком мал, чтобы показать, с чем нужно согласиться: сначала увеличьте его.',
	'not-short': () => 'Список полон: принимать нечего.',
	'one-at-a-time': () => 'Это делается по одной строке: U снимает отметки.',
	'work-over': () => 'Работа закончена. q — выход.',
	'undo-asks-first': () => 'Перед отменой есть вопрос. Нажмите u ещё раз там, где это было сделано.',
	'under-way': ({subject}) => `Ещё выполняется: ${subject}. x остановит после текущего шага.`,
	'look-left': ({subject}) => `Прекращено: ${subject}. Ничего не записано.`,
	'asks-first': ({subject}) => `${subject}: сначала вопрос. Нажмите клавишу ещё раз, чтобы увидеть его.`,
	'waiting-dropped': ({n}) => `Появился вопрос. Нажатое тем временем не тронуто: ${rowCount(n)}.`,
	'differs-now': () => 'Это уже не то, что было на экране. Посмотрите ещё раз.',
	'plan-changed': () => 'Это уже не то, что было на экране: показано, что выяснилось. Посмотрите ещё раз.',
	'changed-row': ({key}) => `«${key}» изменилось с тех пор, как было на экране; не тронуто.`,
	'nothing-to-do': () => 'Это не к чему применить.',
	'all-refused': ({n}) => `Отказано по всем строкам (${n}). J покажет почему.`,
	summary: ({changed, same, refused, failed}) =>
		[
			`Сделано: ${rowCount(changed)}`,
			...(same > 0 ? [`уже было так: ${same}`] : []),
			...(refused > 0 ? [`отказано: ${refused}`] : []),
			...(failed > 0 ? [`не удалось: ${failed}, отметки оставлены`] : []),
		].join(', ') + (refused + failed > 0 ? '. J покажет их.' : '.'),
	simulated: ({n, refused}) => `Ничего не записано. Было бы сделано: ${rowCount(n)}, отказано: ${refused}.`,
	'simulates-next': () => 'Следующее действие только покажет, что оно сделало бы. W ещё раз — конец пробы.',
	'nothing-to-undo': () =>
		'В этом запуске нет ничего, что можно отменить. Сделанное раньше: stalker-console journal undo N.',
	'nothing-stopped': () => 'Ничего не выполняется.',
	stopping: () => 'Остановится после текущего шага.',
	'quit-again': () => 'ctrl-c ещё раз — выход из консоли.',
	'marked-all': ({n}) => `Отмечено: ${rowCount(n)}.`,
	'marks-cleared': ({n}) => `Снято: ${count(n, 'отметка', 'отметки', 'отметок')}.`,
	'range-begun': () => 'Начало диапазона здесь: перейдите и нажмите v, чтобы отметить; esc — отказаться.',
	'nothing-marked': () => 'Нет отмеченных строк.',
	'no-problem': () => 'Других несинхронизированных строк нет.',
	'no-lead': () => 'Отсюда некуда перейти.',
	'lead-gone': ({id}) => `«${id}» там нет.`,
	paused: () => 'Само ничего не читается, пока снова не нажать p.',
	resumed: () => 'Список снова читается сам.',
	copied: ({what}) => `Скопировано: ${what}. Если в буфере обмена пусто, терминал не принимает OSC 52.`,
	'copy-too-long': ({n}) =>
		`${count(n, 'байт', 'байта', 'байт')} — слишком много для буфера обмена терминала. e запишет в файл.`,
	exported: ({file, n}) => `Записано в ${file}: ${rowCount(n)}.`,
	dumped: ({file}) => `Экран записан в ${file}.`,
	'side-lost': ({system: which, message}) => `${systemName(which)} недоступен: ${message}`,
	'side-back': ({system: which}) => `${systemName(which)} снова доступен.`,
	'portal-warns': ({message}) => `Портал предупреждает: ${message}`,
	'short-list': ({got, baseline}) =>
		`Портал выдал всего ${got} из не менее чем ${rowCountGenitive(baseline)}: чего не хватает, помечено «?». r — перечитать; если всё верно, нажмите B.`,
	'believe-short': ({got, baseline}) =>
		`Принять, что в портале всего ${rowCount(got)}, хотя ожидалось не меньше ${rowCountGenitive(baseline)}? Чего не хватает, будет считаться «только в биллинге».`,
	'quit-working': ({subject}) => `Идёт работа (${subject}). Выйти после текущего шага?`,
	'no-choices': () => 'Выбирать не из чего.',
} satisfies Partial<Dictionary['messages']>;
