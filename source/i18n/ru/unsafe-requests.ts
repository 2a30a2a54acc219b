import type {Dictionary} from '../en/index.ts';

/** Russian: reasons why a request is refused before it is sent. */
export const unsafeRequestMessages = {
	'unsafe-empty-list': ({request}) =>
		`${request}: пустой список идентификаторов означал бы чтение всех записей.`,
	'unsafe-nobody': ({request}) => `${request}: без идентификатора это касалось бы всех.`,
	'unsafe-identifier': ({request, id}) => `${request}: портал не примет «${id}» как есть.`,
	'unsafe-mac': ({request, id}) => `${request}: портал принял бы «${id}» за MAC.`,
	'unsafe-resource': ({resource}) => `Ресурса с именем «${resource}» не бывает.`,
	'unsafe-address': ({resource}) => `Адрес ${resource} дошёл бы до портала искажённым.`,
	'unsafe-path': ({path}) =>
		`GET ${path}: путь — это ресурс и после одной «/» идентификаторы: accounts/100001,100002.`,
	'unsafe-reboot': ({request}) =>
		`${request}: «reboot» отправляется только один. Вместе с другим полем портал изменит все приставки.`,
	'unsafe-field': ({request, key}) => `${request}: поле не может называться «${key}».`,
	'unsafe-text-for-list': ({request, key}) =>
		`${request}: «${key}» — это список. Одиночный текст стёр бы его.`,
	'unsafe-empty-value': ({request, key}) =>
		`${request}: в «${key}» должны быть значения, и ни одного пустого. Отправить порталу пустой список нельзя.`,
	'unsafe-sql': ({request, key}) => `${request}: портал выполнил бы значение «${key}» как SQL.`,
	'unsafe-empty-plan': ({request}) =>
		`${request}: с пустым «tariff_plan» портал остановится на полпути, уже сменив статус.`,
	'unsafe-stb-mac': ({request}) =>
		`${request}: «stb_mac» должен иметь вид 00:1A:79:AA:BB:CC. Портал этого не проверяет.`,
	'unsafe-body': ({request}) => `${request}: портал не читает того, что отправлено с этим запросом.`,
} satisfies Partial<Dictionary['messages']>;
