import type {Dictionary} from '../en/index.ts';
import {count, rowCountGenitive, rowCount} from './plural.ts';

const systemName = (name: 'stalker' | 'billing'): string => (name === 'stalker' ? 'Stalker' : 'Биллинг');

/** Messages of the console itself; those of actions are with their screens. */
export const tuiMessages = {
	'no-row': () => 'Строка не выбрана. Сначала перейдите на неё.',
	'row-gone': ({key}) => `«${key}» больше нет в списке. Сначала перейдите на другую строку.`,
	'just-arrived': () => 'Список только что загружен. Посмотрите и нажмите клавишу ещё раз.',
	'command-no-field': ({field}: {field: string}) =>
		`На этом экране нет столбца «${field}», который называет команда.`,
	'command-empty-field': ({field}: {field: string}) => `${field} этой строки пусто; команда не запущена.`,
	'command-unsafe-field': ({field}: {field: string}) =>
		`${field} этой строки начинается с «-» или содержит управляющие символы; команда не запущена.`,
	'rows-moved': () => 'Строки только что сместились. Проверьте их и щёлкните ещё раз.',
	'row-filtered': ({key}) => `«${key}» скрыто фильтром. Сначала перейдите на другую строку.`,
	'too-small': () => 'Экран слишком мал, чтобы показать вопрос: сначала увеличьте его.',
	'not-short': () => 'Список полный; принимать нечего.',
	'one-at-a-time': () => 'Это действие — для одной строки. U сбрасывает выбор.',
	'work-over': () => 'Действие завершено. q — выход.',
	'undo-asks-first': () => 'Отмену нужно подтвердить. Нажмите u ещё раз там, где было выполнено действие.',
	'under-way': ({subject}) => `Ещё выполняется: ${subject}. x остановит после текущего шага.`,
	'look-left': ({subject}) => `Отменено: ${subject}. Ничего не записано.`,
	'differs-now': () => 'Данные изменились. Посмотрите и повторите.',
	'asks-first': ({subject}) => `${subject}: нужен ответ. Нажмите клавишу ещё раз, чтобы увидеть вопрос.`,
	'waiting-dropped': ({n}) => `Появился вопрос; остальное в очереди пропущено: ${rowCount(n)}.`,
	'changed-row': ({key}) => `«${key}» изменилось; пропущено.`,
	'nothing-to-do': () => 'Здесь нет строк для этого действия.',
	'all-refused': ({n}) => `Отказано по всем строкам (${n}). J покажет почему.`,
	summary: ({changed, same, refused, failed}) =>
		[
			`Выполнено: ${rowCount(changed)}`,
			...(same > 0 ? [`без изменений: ${same}`] : []),
			...(refused > 0 ? [`отказано: ${refused}`] : []),
			...(failed > 0 ? [`не удалось: ${failed}, остались выбранными`] : []),
		].join(', ') + (refused + failed > 0 ? '. J покажет их.' : '.'),
	simulated: ({n, refused}) =>
		`Пробный запуск: ничего не записано. Было бы выполнено: ${rowCount(n)}, отказано: ${refused}.`,
	'simulates-next': () => 'Пробный запуск следующего действия ВКЛЮЧЁН (W — выключить).',
	'nothing-to-undo': () => 'В этом сеансе отменять нечего. Более ранние изменения: H, затем u на нужном.',
	'nothing-to-retry': () => 'Нет неудачных строк, которые можно повторить.',
	'retry-waits': () => 'Сначала читается список, затем будет вопрос.',
	'nothing-stopped': () => 'Ничего не выполняется.',
	stopping: () => 'Остановится после текущего шага.',
	'quit-again': () => 'Нажмите ctrl-c ещё раз, чтобы выйти.',
	'marked-all': ({n}) => `Выбрано: ${rowCount(n)}.`,
	'marks-cleared': ({n}) => `Выбор сброшен: ${rowCount(n)}.`,
	'range-begun': () => 'Начало диапазона здесь: перейдите и нажмите v, чтобы выбрать; esc — отмена.',
	'nothing-marked': () => 'Нет выбранных строк.',
	'no-problem': () => 'Других несинхронизированных строк нет.',
	'no-lead': () => 'Связанной записи нет.',
	'lead-gone': ({id}) => `«${id}» нет в том списке.`,
	paused: () => 'Автообновление приостановлено (p).',
	resumed: () => 'Автообновление включено.',
	copied: ({what}) => `Скопировано: ${what}. Если в буфере обмена пусто, терминал не принимает OSC 52.`,
	'copy-too-long': ({n}) =>
		`${count(n, 'байт', 'байта', 'байт')} — слишком много для буфера обмена терминала. e запишет в файл.`,
	exported: ({file, n}) => `Записано в ${file}: ${rowCount(n)}.`,
	dumped: ({file}) => `Экран записан в ${file}.`,
	'side-lost': ({system: which, message}) => `${systemName(which)} недоступен: ${message}`,
	'side-back': ({system: which}) => `${systemName(which)} снова доступен.`,
	'portal-warns': ({message}) => `Портал предупреждает: ${message}`,
	'short-list': ({got, baseline}) =>
		`Портал выдал всего ${got} из не менее чем ${rowCountGenitive(baseline)}: недостающие показаны как «?». r — перечитать; B — принять неполный список.`,
	'accept-short-list': ({got, baseline}) =>
		`Принять, что в портале всего ${rowCount(got)}, хотя ожидалось не меньше ${rowCountGenitive(baseline)}? Чего не хватает, будет считаться «только в биллинге».`,
	'quit-working': ({subject}) => `Идёт действие (${subject}). Выйти после текущего шага?`,
	'no-choices': () => 'Выбирать не из чего.',
	'view-saved': ({name}: {name: string}) => `Вид сохранён как «${name}»: alt и его цифра или : и имя.`,
	'view-needs-list': () => 'Вид бывает у списка. Сначала откройте список.',
	'no-view': ({n}: {n: number}) => `Видов: ${n}. Новый — это : и save ИМЯ.`,
	'no-column': () => 'Сначала выберите столбец: < и >.',
	'column-stays': () => 'Первый столбец остаётся: он называет строку.',
	'column-hidden': () => 'Столбец скрыт: c вернёт его.',
	'columns-reset': () => 'Столбцы, ширина и порядок такие, как сначала.',
	'no-index': ({n}: {n: number}) => `Строк в списке: ${n}.`,
	output: ({text}: {text: string}) => `Выведено мимо консоли: ${text}`,
} satisfies Partial<Dictionary['messages']>;
