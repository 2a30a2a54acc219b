import type {Dictionary} from '../en/index.ts';
import {tuiTexts as english} from '../en/tui-texts.ts';
import {rowCount, pluralForm} from './plural.ts';

/** By what two records were matched, behind “за”. */
const ruleNames: Readonly<Record<string, string>> = {
	number: 'особовим рахунком',
	mac: 'MAC',
	login: 'логіном',
	id: 'ID',
	filter_id: 'зовнішнім ID',
};

/** Headings, labels and other texts of the console. */
export const tuiTexts = {
	/** What stands on the keys is the same in every language, but for the bar without a name. */
	keys: {...english.keys, space: 'пробіл'},
	texts: {
		program: 'Stalker Console',
		menu: 'Меню',
		upTo: '–',
		demo: 'ДЕМО',
		readOnly: 'ЛИШЕ ЧИТАННЯ',
		unencrypted: 'НЕЗАШИФРОВАНО',
		embedded: 'ВБУДОВАНИЙ',
		abills: 'ABILLS',
		copy: 'КОПІЯ ABILLS',
		paused: 'пауза',
		dryRun: 'ПРОБНИЙ ЗАПУСК',
		stalker: 'Stalker',
		billing: 'білінг',
		waitsFor: names => `Очікуємо: ${names.join(', ')}; екрани показують те, що вже є.`,
		afterPortal: name => `чекає на ${name}`,
		listsAfterPortal: name => `Читається список порталу ${name}; списки цього порталу після нього.`,
		connecting: 'з’єднання …',
		unreachableSince: at => `недоступно з ${at}`,
		unreachable: 'недоступно',
		noResponse: 'ще без відповіді',
		notOpened: 'ще не відкривали',
		loading: 'читання …',
		loadingProgress: (done, of) => `читання ${done}/${of}`,
		asOf: at => `станом на ${at}`,
		rows: rowCount,
		unsynced: n => `${n} не синхронізовано`,
		unknownCount: n => `${n} невідомо`,
		unknownYet: 'ще невідомо',
		short: (got, baseline) => `НЕПОВНО: ${got} з щонайменше ${baseline}`,
		shortNarrow: (got, baseline) => `НЕПОВНО ${got}/${baseline}`,
		selectedCount: (n, hidden) => `вибрано ${n}${hidden > 0 ? ` (${hidden} сховано)` : ''}`,
		onlySelected: 'лише вибрані рядки',
		range: 'діапазон: v завершує',
		shown: (n, of) => `${n} з ${of}`,
		sortedBy: column => `сортування: ${column}`,
		columnStats: ({count, sum, mean, min, max}) =>
			`(${count}): сума ${sum} · середнє ${mean} · мін. ${min} · макс. ${max}`,
		noRows: 'Рядків немає.',
		noMatchingRows: 'Немає відповідних рядків.',
		notLoaded: 'Ще нічого не прочитано. Натисніть r, щоб прочитати.',
		rowPosition: (at, of) => `рядок ${at}/${of}`,
		noRowPosition: of => `рядок –/${of}`,
		anyResource: 'будь-який ресурс порталу',
		explorer: {
			introduction:
				'Будь-який ресурс порталу, так, як він відповідає: enter, потім шлях, наприклад accounts/100001. Звідси нічого змінити не можна.',
			pathHint: 'ресурс, а після скісної риски — ідентифікатори',
			requesting: 'запит',
			views: {table: 'таблиця', tree: 'дерево', raw: 'як є'},
			size: bytes =>
				(bytes < 1000
					? `${bytes} Б`
					: bytes < 1e6
						? `${(bytes / 1000).toFixed(1)} КБ`
						: `${(bytes / 1e6).toFixed(1)} МБ`
				).replace('.', ','),
		},
		/** Work to do, behind its number. */
		work: {
			add: n =>
				pluralForm(
					n,
					'обліковий запис додати до білінгу',
					'облікові записи додати до білінгу',
					'облікових записів додати до білінгу',
				),
			unpaid: n =>
				pluralForm(
					n,
					'обліковий запис увімкнено без оплати',
					'облікові записи увімкнено без оплати',
					'облікових записів увімкнено без оплати',
				),
			plans: n =>
				pluralForm(n, 'тарифний план узгодити', 'тарифні плани узгодити', 'тарифних планів узгодити'),
			channels: n => pluralForm(n, 'канал імпортувати', 'канали імпортувати', 'каналів імпортувати'),
			conflicts: n =>
				pluralForm(
					n,
					'обліковий запис у конфлікті',
					'облікові записи в конфлікті',
					'облікових записів у конфлікті',
				),
		},
		viewNames: {
			unpaid: 'без оплати',
			debtors: 'боржники',
			unsynced: 'розбіжності',
			reasons: 'причини',
		},
		blank: '—',
		others: 'інші',
		bySyncStatus: 'за станом',
		tooSmall: (columns, lines, has) =>
			`Консолі потрібно ${columns}×${lines} символів; цей термінал має ${has}. Дії чекатимуть, доки він стане більшим.`,
		record: 'Запис',
		field: 'поле',
		rowRemoved: 'Цього рядка вже немає в списку.',
		matchedBy: rule => `Зіставлено за ${ruleNames[rule] ?? rule}.`,
		notCompared: 'Не порівняно: одна із систем відповіла не повністю.',
		unmatched: 'Відповідника в іншій системі немає.',
		inSync: 'Розбіжностей немає.',
		andOlder: ' і старіші',
		journalEmpty: 'У журналі нічого немає.',
		states: {
			open: 'відкрито',
			done: 'виконано',
			failed: 'не вдалося',
			undone: 'скасовано',
			unknown: 'невідомо',
		},
		asSent: 'як надіслано',
		messages: 'Повідомлення',
		noMessages: 'Повідомлень ще не було.',
		noResults: 'Ще нічого не виконувалося.',
		results: ({action, at}) => `Підсумки: ${action}, ${at}`,
		nothingWritten: 'Пробний запуск: нічого не записано.',
		resultCounts: {
			done: 'виконано',
			same: 'без змін',
			refused: 'відмовлено',
			failed: 'не вдалося',
			planned: 'було б виконано',
		},
		runningAction: ({action, subject}) =>
			subject.startsWith(`${action} `) ? subject : `${action}: ${subject}`,
		checking: 'перевірка поточного стану …',
		stopping: 'зупиниться після цього кроку',
		queuedRows: n => `${n} у черзі`,
		confirmTitle: ({action, rows: n, screen}) =>
			`${action}${n === null ? '' : ` · ${rowCount(n)}`} · ${screen}`,
		selectedNotHighlighted: n =>
			n === 1 ? 'вибраний рядок, а не той, де курсор' : 'вибрані рядки, а не той, де курсор',
		undoTitle: n => (n === 1 ? 'скасувати' : `скасувати · ${rowCount(n)}`),
		shortListTitle: 'неповний список',
		quitTitle: 'вихід',
		hiddenRow: 'сховано',
		online: 'ОНЛАЙН',
		hiddenRows: (n, of) => `${n} з ${of} сховано фільтром`,
		onlineRows: n => `${n} онлайн: ТБ зникне одразу`,
		unchangedRows: n => `Змін не потрібно: ${n}`,
		refusedRows: n => `пропущено: ${rowCount(n)}`,
		refusedBelow: n => `пропущено: ${rowCount(n)} (причини нижче)`,
		moreLines: n => `… і ще ${rowCount(n)}`,
		moreRows: n => `… і ще ${rowCount(n)}`,
		commandRuns: 'виконується; esc завершує',
		commandEnded: (code, signal) =>
			signal === null ? `завершено з кодом ${code}` : `завершено сигналом ${signal}`,
		commandFailed: reason => `не вдалося запустити: ${reason}`,
		tooEarlyWait: 'Зарано; зачекайте мить.',
		tooEarly: 'Було зарано: натисніть ще раз.',
		pleaseRead: 'Прочитайте (клавіші запрацюють за мить).',
		typeToApply: ({count: n, action}) => `Введіть ${n}, щоб ${action} їх:`,
		typeToAccept: n => `Введіть ${n}, щоб прийняти неповний список:`,
		typeToUndo: n => `Введіть ${n}, щоб скасувати їх:`,
		undoHint: 'u — скасувати',
		relatedHint: 'o — перейти',
		wrongCount: ({typed, count: n}) => `«${typed}» — не ${n}`,
		onlyLatin: 'натисніть y (латиницею)',
		goToRelated: 'перейти',
		endDryRun: 'вимкнути',
		answer: {no: 'Ні', yes: 'Так'},
		answerKeys: 'y так · ← → та enter',
		choose: {
			fix: 'Виправити',
			sort: 'Сортування',
			'sort-second': 'Далі впорядкувати за',
			columns: 'Стовпці',
			copy: 'Копіювати',
			command: 'Команда',
			portal: 'Портал',
			frequencies: 'Значення',
			export: 'Записати у файл',
		},
		typeText: 'введіть текст, тоді enter',
		typeToFind: 'введіть, що шукати',
		noMatches: 'нічого не підходить',
		help: screen => `Довідка · ${screen}`,
		allSelected: 'усі, яких стосується',
		unavailable: 'НЕДОСТУПНО',
		syncStatusTitle: 'СТАН СИНХРОНІЗАЦІЇ',
		filterTitle: 'Умови фільтра',
		kindsTitle: 'РОЗБІЖНОСТІ',
		filterHelpHint: 'Умови фільтра та назви стовпців: / і потім ?',
		columnsTitle: 'СТОВПЦІ',
		nothingFound: 'Відповідних клавіш немає.',
		keyboardLayouts:
			'Літери діють у будь-якій розкладці (й — це q, ф — це a). На запитання відповідають лише латинська y, цифри та стрілки.',
		languageNote: 'Те саме з командного рядка: stalker-console --help',
	},
} satisfies Pick<Dictionary['tui'], 'keys' | 'texts'>;
