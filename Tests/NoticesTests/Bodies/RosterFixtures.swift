/// Rosters in the layouts that officials use.
enum RosterFixtures {
    static let all: [BodyFixture] = lines + lists + tabs + tables

    static let lines: [BodyFixture] = [
        BodyFixture(
            "names that no dictionary holds before brackets with posts, marks with a legend, groups that are no kinds",
            """
            青柳原村むらづくり計画策定委員会　委員一覧

            （◎：委員長　○：副委員長　敬称略・順不同）

            １　住民代表
            　　◎　久我沢　直樹（青柳原村行政区長会会長）
            　　　　忍足　光代（青柳原村婦人会会長）
            　　　　矢板橋　蓮（青柳原村青年団団長）

            ２　産業関係
            　　○　五百川　均（青柳原村商工会会長）
            　　　　樽見　圭子（青柳原村観光協会事務局長）
            """,
            [
                Sitting(
                    name: "青柳原村むらづくり計画策定委員会", leaders: ["青柳原村行政区長会会長"], deputies: ["青柳原村商工会会長"],
                    members: ["青柳原村婦人会会長", "青柳原村青年団団長", "青柳原村観光協会事務局長"])
            ]),
        BodyFixture(
            "drawn columns below an empty line, with marks in a strip of their own and a title that names its article",
            """
                    白岳町地域公共交通会議委員名簿（条例第３条関係）

                                              （◎会長　○副会長）

              分  野        所  属  等                    氏        名

              産業        ◎  町商工会長                  大井  達夫
              産業            農業協同組合支店長          小柳  勉
              行政        ○  副町長                      白鳥  英樹
              教育            町立小学校長                唐沢  真理子
              住民            公募町民                    上條  隼

              事務局    企画財政課
            """,
            [
                Sitting(
                    name: "白岳町地域公共交通会議", leaders: ["町商工会長"], deputies: ["副町長"],
                    members: ["農業協同組合支店長", "町立小学校長", "公募町民"], secretariat: ["企画財政課"])
            ]),
        BodyFixture(
            "labels spread over a column, 〃, and a total",
            """
            別紙１

            みどり区デジタル改革推進本部　本部員名簿

                                            令和６年４月１日現在

            本　部　長　　　区長
            副本部長　　　副区長
            　　　〃　　　　教育長
            本　部　員　　　政策経営部長
            　　　　　　　　総務部長
            　　　　　　　　危機管理室長
            　　　　　　　　区民部長
            　　　　　　　　会計管理室長
            事　務　局　　　政策経営部情報政策課

            　計　８名
            """,
            [
                Sitting(
                    name: "みどり区デジタル改革推進本部", leaders: ["区長"], deputies: ["副区長", "教育長"],
                    members: ["政策経営部長", "総務部長", "危機管理室長", "区民部長", "会計管理室長"],
                    secretariat: ["政策経営部情報政策課"], total: 8)
            ]),
        BodyFixture(
            "labels with colons below numbered headings of a plan",
            """
            3 推進体制
            (1) DX推進会議
            座長：副区長
            副座長：政策経営部長
            委員：総務部長、区民部長、保健福祉部長、教育委員会事務局次長
            事務局：情報政策課

            (2) DX推進幹事会
            幹事長：情報政策課長
            幹事：企画課長、財政課長、人事課長
            事務局：情報政策課デジタル推進係

            4 今後の進め方
            令和6年度中に計画を改定する。
            """,
            [
                Sitting(
                    name: "DX推進会議", leaders: ["副区長"], deputies: ["政策経営部長"],
                    members: ["総務部長", "区民部長", "保健福祉部長", "教育委員会事務局次長"], secretariat: ["情報政策課"]),
                Sitting(
                    name: "DX推進幹事会", leaders: ["情報政策課長"], members: ["企画課長", "財政課長", "人事課長"],
                    secretariat: ["情報政策課デジタル推進係"]),
            ]),
        BodyFixture(
            "kinds of people with their number, and a second body below",
            """
            A市電子自治体推進委員会構成員

            委員長　　　副市長
            副委員長　　総務部長
            委員　　　　企画財政部長
            　　　　　　市民生活部長
            　　　　　　学識経験者　２名
            　　　　　　公募市民　３名
            　　　　　　職員団体推薦　１名
            計　10名

            A市電子自治体推進委員会作業部会

            部会長　　　情報政策課長
            部会員　　　委員長が指名する職員　若干名
            """,
            [
                Sitting(
                    name: "A市電子自治体推進委員会", leaders: ["副市長"], deputies: ["総務部長"],
                    members: ["企画財政部長", "市民生活部長", "学識経験者×2", "公募市民×3", "職員団体推薦"], total: 10),
                Sitting(name: "A市電子自治体推進委員会作業部会", leaders: ["情報政策課長"], members: ["委員長が指名する職員"]),
            ]),
        BodyFixture(
            "names before posts in brackets, observers apart",
            """
            まちづくり審議会　委員名簿

            会　　長　　山田　太郎（学識経験者・東都大学名誉教授）
            副会長　　　佐藤　花子（学識経験者・弁護士）
            委　　員　　鈴木　一郎（みどり市町内会連合会会長）
            委　　員　　高橋　さくら（公募市民）
            委　　員　　田中　実（総務部長）

            オブザーバー　国土交通省関東地方整備局企画部長
            事務局　　都市整備部都市計画課
            """, people: ["山田", "太郎", "佐藤", "花子", "鈴木", "高橋", "さくら", "田中"],
            [
                Sitting(
                    name: "まちづくり審議会", leaders: ["東都大学名誉教授"], deputies: ["弁護士"],
                    members: ["みどり市町内会連合会会長", "公募市民", "総務部長"], others: ["国土交通省関東地方整備局企画部長"],
                    secretariat: ["都市整備部都市計画課"])
            ]),
        BodyFixture(
            "names glued to posts, single spaces",
            """
            区情報化推進委員会
            委員長 山田副区長
            副委員長 佐藤総務部長
            委員 鈴木企画部長、高橋区民部長
            委員 田中花子（公募区民）
            """, people: ["山田", "佐藤", "鈴木", "高橋", "田中", "花子"],
            [
                Sitting(
                    name: "区情報化推進委員会", leaders: ["副区長"], deputies: ["総務部長"], members: ["企画部長", "区民部長", "公募区民"])
            ]),
        BodyFixture(
            "labels in brackets of every kind",
            """
            【窓口改革プロジェクトチーム】
            【リーダー】区民部長
            【サブリーダー】区民課長
            【メンバー】課税課長、納税課長
            国保年金課長
            【事務局】区民課
            """,
            [
                Sitting(
                    name: "窓口改革プロジェクトチーム", leaders: ["区民部長"], deputies: ["区民課長"],
                    members: ["課税課長", "納税課長", "国保年金課長"], secretariat: ["区民課"])
            ]),
        BodyFixture(
            "one sentence of a notice names no one",
            """
            区情報化推進委員会について

            1 設置の目的
            委員会は、委員長、副委員長及び委員をもって構成する。
            総務部長は、必要に応じて会議を招集する。
            """, []),
    ]

    static let lists: [BodyFixture] = [
        BodyFixture(
            "kinds of people in brackets above those who sit for them",
            """
            みどり区スマートシティ推進協議会　構成員名簿

            ＜学識経験者＞
            　　青葉大学工学部　教授　　　山田　太郎　　◎会長
            　　東都大学大学院　准教授　　佐藤　花子　　○副会長
            ＜関係団体＞
            　　区商店街連合会　会長　　　鈴木　一郎
            　　区社会福祉協議会　事務局長　高橋　次郎
            ＜公募区民＞
            　　田中　三郎
            　　渡辺　美咲
            ＜区職員＞
            　　副区長　　　　　　　　　　伊藤　健太
            （敬称略）
            """, people: ["山田", "佐藤", "鈴木", "高橋", "田中", "渡辺", "伊藤"],
            [
                Sitting(
                    name: "みどり区スマートシティ推進協議会", leaders: ["青葉大学工学部教授"], deputies: ["東都大学大学院准教授"],
                    members: ["区商店街連合会会長", "区社会福祉協議会事務局長", "公募区民×2", "副区長"])
            ]),
        BodyFixture(
            "ranks before sections under a spread head",
            """
            令和６年度　森区業務改革推進チーム名簿
            　　職　　層　　　所　　属　　　　　　　　氏　　名
            チームリーダー　課長　　情報政策課　　　　山　田　太　郎
            メンバー　　　　主査　　総務課　　　　　　鈴　木　一　郎
            　　〃　　　　　主任　　区民課　　　　　　高　橋　次　郎
            """, people: ["山田", "鈴木", "高橋"],
            [Sitting(name: "森区業務改革推進チーム", leaders: ["情報政策課長"], members: ["総務課主査", "区民課主任"])]),
        BodyFixture(
            "labels once, members below",
            """
            情報化検討部会 名簿
            区分
            職名
            部会長
            情報政策部長
            副部会長
            情報政策課長
            部会員
            総務課長
            市民課長
            計
            4名
            """,
            [
                Sitting(
                    name: "情報化検討部会", leaders: ["情報政策部長"], deputies: ["情報政策課長"], members: ["総務課長", "市民課長"],
                    total: 4)
            ]),
        BodyFixture(
            "bullets with the label behind the post",
            """
            地域情報化検討会構成員

            ・総務部長（座長）
            ・企画課長（副座長）
            ・市民課長
            ・東都大学　教授　山田太郎氏
            ・NPO法人みどりネット　代表　佐藤花子氏
            """, people: ["山田", "太郎", "佐藤", "花子"],
            [
                Sitting(
                    name: "地域情報化検討会", leaders: ["総務部長"], deputies: ["企画課長"],
                    members: ["市民課長", "東都大学教授", "NPO法人みどりネット代表"])
            ]),
        BodyFixture(
            "numbers before posts",
            """
            （仮称）みどり区基幹業務標準化検討委員会構成員一覧

            １　副区長（委員長）
            ２　政策経営部長（副委員長）
            ３　総務部長
            ４　区民部長
            ５　情報政策課長
            """,
            [
                Sitting(
                    name: "（仮称）みどり区基幹業務標準化検討委員会", leaders: ["副区長"], deputies: ["政策経営部長"],
                    members: ["総務部長", "区民部長", "情報政策課長"])
            ]),
    ]

    static let tabs: [BodyFixture] = [
        BodyFixture(
            "the rank of an association that is a label elsewhere",
            "区民サービス検討委員会 委員一覧\n\n氏名\t所属\t役職\t任期\n山田 太郎\t青葉大学\t教授\tR6.4.1～R8.3.31\n佐藤 花子\t区町会連合会\t会長\t同上\n鈴木 一郎\t公募\t-\t同上\n高橋 次郎\t区民部\t部長\t同上",
            people: ["山田", "佐藤", "鈴木", "高橋"],
            [Sitting(name: "区民サービス検討委員会", members: ["青葉大学教授", "区町会連合会会長", "公募", "区民部長"])]),
        BodyFixture(
            "numbered rows with a remark",
            "情報化推進委員会委員名簿\nNo.\t役職\t職名\t備考\n1\t委員長\t副市長\t\n2\t副委員長\t総務部長\tCIO補佐\n3\t委員\t企画部長\t\n4\t委員\t市民部長\t新任",
            [Sitting(name: "情報化推進委員会", leaders: ["副市長"], deputies: ["総務部長"], members: ["企画部長", "市民部長"])]),
        BodyFixture(
            "〃 below a label",
            "情報化推進委員会 構成員\n\n役職\t職名\n委員長\t副市長\n委員\t企画部長\n〃\t市民部長\n〃\t福祉部長",
            [Sitting(name: "情報化推進委員会", leaders: ["副市長"], members: ["企画部長", "市民部長", "福祉部長"])]),
        BodyFixture(
            "a head of two rows, sections and ranks apart, 〃 for both",
            "情報セキュリティ委員会名簿\n\n\t\t庁内委員\t\t\t\n番号\t役職\t所属\t職名\t氏名\n1\t委員長\t総務部\t部長\t山田 太郎\n2\t副委員長\t\t総務課長\t佐々木 次郎\n3\t委員\t企画部\t企画課長\t小林 花子\n4\t〃\t〃\t財政課長\t中村 実\n5\t〃\t教育委員会事務局\t次長\t吉田 茂\n\t合計\t5名\t\t",
            people: ["山田", "佐々木", "小林", "中村", "吉田"],
            [
                Sitting(
                    name: "情報セキュリティ委員会", leaders: ["総務部長"], deputies: ["総務課長"],
                    members: ["企画課長", "財政課長", "教育委員会事務局次長"], total: 5)
            ]),
        BodyFixture(
            "a body in each row",
            "検討体制\n\n会議名\t座長\t副座長\t構成員\t事務局\n窓口改革検討部会\t区民部長\t区民課長\t課税課長、国保年金課長、介護保険課長\t区民課\n庁内業務改革検討部会\t総務部長\t人事課長\t経理課長、契約課長\t総務課",
            [
                Sitting(
                    name: "窓口改革検討部会", leaders: ["区民部長"], deputies: ["区民課長"], members: ["課税課長", "国保年金課長", "介護保険課長"],
                    secretariat: ["区民課"]),
                Sitting(
                    name: "庁内業務改革検討部会", leaders: ["総務部長"], deputies: ["人事課長"], members: ["経理課長", "契約課長"],
                    secretariat: ["総務課"]),
            ]),
        BodyFixture(
            "a column of bodies with blanks below each",
            "部会名\t役職\t職名\n窓口部会\t部会長\t区民部長\n\t副部会長\t区民課長\n\t部会員\t課税課長\n\t\t納税課長\n内部部会\t部会長\t総務部長\n\t部会員\t人事課長\n\t\t契約課長",
            [
                Sitting(name: "窓口部会", leaders: ["区民部長"], deputies: ["区民課長"], members: ["課税課長", "納税課長"]),
                Sitting(name: "内部部会", leaders: ["総務部長"], members: ["人事課長", "契約課長"]),
            ]),
        BodyFixture(
            "bodies side by side, each with its labels",
            "窓口改善チーム\t\t内部事務チーム\t\nリーダー\t区民課長\tリーダー\t総務課長\nサブリーダー\t課税課長\tサブリーダー\t人事課長\nメンバー\t国保年金課長\tメンバー\t経理課長\n\t介護保険課長\t\t契約課長",
            [
                Sitting(name: "窓口改善チーム", leaders: ["区民課長"], deputies: ["課税課長"], members: ["国保年金課長", "介護保険課長"]),
                Sitting(name: "内部事務チーム", leaders: ["総務課長"], deputies: ["人事課長"], members: ["経理課長", "契約課長"]),
            ]),
        BodyFixture(
            "columns drawn with spaces, the role last",
            """
            情報化推進委員会委員名簿
            No　　職　　名　　　　氏　　名　　　　役　職
            １　　副町長　　　　　山田　太郎　　　委員長
            ２　　総務課長　　　　佐藤　次郎　　　副委員長
            ３　　住民課長　　　　鈴木　三郎　　　委員
            ４　　福祉課長　　　　高橋　四郎　　　委員
            """, people: ["山田", "佐藤", "鈴木", "高橋"],
            [Sitting(name: "情報化推進委員会", leaders: ["副町長"], deputies: ["総務課長"], members: ["住民課長", "福祉課長"])]),
        BodyFixture(
            "kinds of people, names and posts, the role among the remarks",
            """
            青葉市行政改革市民会議委員名簿
            （敬称略、五十音順）

            区分　　　　　氏名　　　　　所属・役職等　　　　　　　備考
            学識経験者　　佐藤　一郎　　青葉大学経済学部教授　　　会長
            学識経験者　　鈴木　花子　　弁護士　　　　　　　　　　副会長
            団体代表　　　高橋　次郎　　青葉市町会連合会会長
            公募市民　　　渡辺　美咲　　－
            公募市民　　　伊藤　健太　　－
            """, people: ["佐藤", "鈴木", "高橋", "渡辺", "伊藤", "美咲", "健太"],
            [
                Sitting(
                    name: "青葉市行政改革市民会議", leaders: ["青葉大学経済学部教授"], deputies: ["弁護士"],
                    members: ["青葉市町会連合会会長", "公募市民×2"])
            ]),
    ]

    static let tables: [BodyFixture] = [
        BodyFixture(
            "merged cells of a word processor",
            document: BodyDocuments.table(
                [
                    ["役職", "所属", "職名", "氏名"], ["委員長", "副市長", "<", "山田　太郎"],
                    ["委員", "総務部", "総務課長", "佐藤　次郎"], ["^", "^", "人事課長", "鈴木　三郎"], ["^", "市民部", "市民課長", "高橋　四郎"],
                ], title: "窓口改革委員会　委員名簿"), people: ["山田", "佐藤", "鈴木", "高橋"],
            [Sitting(name: "窓口改革委員会", leaders: ["副市長"], members: ["総務課長", "人事課長", "市民課長"])]),
        BodyFixture(
            "bodies side by side under their parent, members line by line in a cell",
            document: BodyDocuments.table(
                [
                    ["情報化推進部会", "<", "<"], ["名称", "窓口検討グループ", "標準化検討グループ"], ["グループ長", "区民部長", "情報政策部長"],
                    ["構成員", "区民課長\n課税課長\n計3名", "情報政策課長\n納税課長\n職員団体推薦(2名)\n計5名"], ["事務局", "区民課", "情報政策課"],
                ], title: "検討グループの構成"),
            [
                Sitting(name: "情報化推進部会"),
                Sitting(
                    name: "窓口検討グループ", leaders: ["区民部長"], members: ["区民課長", "課税課長"], secretariat: ["区民課"],
                    parent: "情報化推進部会", total: 3),
                Sitting(
                    name: "標準化検討グループ", leaders: ["情報政策部長"], members: ["情報政策課長", "納税課長", "職員団体推薦×2"],
                    secretariat: ["情報政策課"], parent: "情報化推進部会", total: 5),
            ]),
    ]
}
