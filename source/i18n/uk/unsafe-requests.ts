import type {Dictionary} from '../en/index.ts';

/** Ukrainian: reasons why a request is refused before it is sent. */
export const unsafeRequestMessages = {
	'unsafe-empty-list': ({request}) =>
		`${request}: порожній список ідентифікаторів означав би читання всіх записів.`,
	'unsafe-nobody': ({request}) => `${request}: без ідентифікатора це стосувалося б усіх.`,
	'unsafe-identifier': ({request, id}) => `${request}: портал не прийме «${id}» таким, як воно є.`,
	'unsafe-mac': ({request, id}) => `${request}: портал сприйняв би «${id}» як MAC.`,
	'unsafe-resource': ({resource}) => `Ресурсу з назвою «${resource}» не буває.`,
	'unsafe-address': ({resource}) => `Адреса ${resource} дійшла б до порталу спотвореною.`,
	'unsafe-path': ({path}) =>
		`GET ${path}: шлях — це ресурс і після однієї «/» ідентифікатори: accounts/100001,100002.`,
	'unsafe-reboot': ({request}) =>
		`${request}: «reboot» надсилається лише один. Разом з іншим полем портал змінить усі приставки.`,
	'unsafe-field': ({request, key}) => `${request}: поле не може називатися «${key}».`,
	'unsafe-text-for-list': ({request, key}) =>
		`${request}: «${key}» — це список. Одиночний текст стер би його.`,
	'unsafe-empty-value': ({request, key}) =>
		`${request}: у «${key}» мають бути значення, і жодного порожнього. Надіслати порталу порожній список не можна.`,
	'unsafe-sql': ({request, key}) => `${request}: портал виконав би значення «${key}» як SQL.`,
	'unsafe-empty-plan': ({request}) =>
		`${request}: з порожнім «tariff_plan» портал зупиниться на півдорозі, вже змінивши статус.`,
	'unsafe-stb-mac': ({request}) =>
		`${request}: «stb_mac» має виглядати як 00:1A:79:AA:BB:CC. Портал цього не перевіряє.`,
	'unsafe-body': ({request}) => `${request}: портал не читає того, що надіслано з цим запитом.`,
} satisfies Partial<Dictionary['messages']>;
