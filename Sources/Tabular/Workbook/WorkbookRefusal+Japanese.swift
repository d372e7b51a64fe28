extension WorkbookRefusal {
    /// Where, what, and how to mend it.
    public var japanese: String {
        switch self {
        case .empty: "ファイルが空です。保存したファイルを選び直してください。"
        case .oldExcel: "古い形式のExcelファイル（.xls）です。Excelで開き、「Excel ブック（.xlsx）」で保存し直してください。"
        case .encrypted: "パスワードで保護されたファイルです。Excelで開き、「ブックの保護」の「パスワードを使用して暗号化」を空にして保存し直してください。"
        case .otherCompoundFile: "Excelのファイルではありません（古い形式のOffice文書のようです）。Excelブック（.xlsx）を選んでください。"
        case .binaryWorkbook: "バイナリ形式のExcelファイル（.xlsb）です。Excelで開き、「Excel ブック（.xlsx）」で保存し直してください。"
        case .openDocument: "OpenDocument形式のファイル（.odsなど）です。「Excel 2007-365（.xlsx）」の形式で保存し直してください。"
        case .wordDocument: "Wordの文書です。Excelブック（.xlsx）を選んでください。"
        case .presentation: "PowerPointの資料です。Excelブック（.xlsx）を選んでください。"
        case .pdf: "PDFファイルです。元のExcelブック（.xlsx）を選んでください。"
        case .webPage: "Webページ（HTML）が保存されたファイルです。Excelで開き、「Excel ブック（.xlsx）」で保存し直してください。"
        case .plainText: "CSVなどの文字のファイルです。CSVとして取り込むか、Excelで開いて「Excel ブック（.xlsx）」で保存し直してください。"
        case .otherArchive: "Excelブックではない圧縮ファイル（ZIP）です。中のExcelブック（.xlsx）を取り出してから選んでください。"
        case .unknownFile: "Excelのファイルではありません。Excelブック（.xlsx）を選んでください。"
        case .damagedArchive: "ファイルが壊れているか、途中で切れています。元のファイルをもう一度コピーするか、送り直してもらってください。"
        case .damagedEntry(let entry): "ファイルの中の「\(entry)」が壊れています。Excelで開いて修復し、保存し直してください。"
        case .duplicateEntry(let entry): "ファイルの中に「\(entry)」が二つあります。Excelで開き、別の名前で保存し直してください。"
        case .missingPart(let part): "ファイルの中に「\(part)」がありません。Excelで開いて修復し、保存し直してください。"
        case .damagedXML(let part, let line):
            "ファイルの中の「\(part)」の\(line)行目が読めません。Excelで開いて修復し、保存し直してください。"
        case .documentType(let part):
            "ファイルの中の「\(part)」に、安全のため受け付けない記述（DTD）があります。Excelで開き、保存し直してください。"
        case .tooDeep(let part, let max):
            "ファイルの中の「\(part)」の入れ子が深すぎます（上限\(max)段）。Excelで開き、保存し直してください。"
        case .invalidPart(let part, let line, let what):
            "ファイルの中の「\(part)」の\(line)行目（\(what)）が正しくありません。Excelで開いて修復し、保存し直してください。"
        case .invalidCell(let sheet, let cell, let text):
            "シート「\(sheet)」の\(cell)の値「\(text)」が読めません。Excelで開き、値を入力し直して保存してください。"
        case .duplicateCell(let sheet, let cell):
            "シート「\(sheet)」の\(cell)が二重に記録されています。Excelで開いて修復し、保存し直してください。"
        case .tooManyBytes(let count, let max):
            "ファイルが大きすぎます（\(count)バイト、上限\(max)バイト）。シートを分けて保存してください。"
        case .tooManyEntries(let count, let max):
            "ファイルの中の部品が多すぎます（\(count)個、上限\(max)個）。画像などを除いて保存し直してください。"
        case .entryTooLarge(let entry, let max):
            "ファイルの中の「\(entry)」が大きすぎます（上限\(max)バイト）。シートを分けて保存してください。"
        case .unpackedTooLarge(let max): "展開すると大きすぎます（上限\(max)バイト）。シートを分けて保存してください。"
        case .ratioTooHigh(let entry, let max):
            "ファイルの中の「\(entry)」の圧縮率が高すぎるため、安全のため受け付けません（上限\(max)倍）。"
                + "使っていない行と列を削除して保存し直してください。"
        case .tooManyCells(let sheet, let max):
            "シート「\(sheet)」までのセルの数が上限（\(max)個）を超えました。シートを分けて保存してください。"
        case .tooManySheets(let count, let max): "シートが多すぎます（\(count)枚、上限\(max)枚）。ブックを分けてください。"
        case .tooMany(let what, let part, let max):
            "ファイルの中の「\(part)」の\(what)が多すぎます（上限\(max)個）。不要なものを削除して保存し直してください。"
        case .textTooLong(let part, let line, let max):
            "ファイルの中の「\(part)」の\(line)行目の文字列が長すぎます（上限\(max)文字）。セルの文字を減らしてください。"
        case .outsideGrid(let sheet, let cell):
            "シート「\(sheet)」の\(cell)は、Excelの範囲（1,048,576行、16,384列）の外です。範囲の中に収めてください。"
        case .noVisibleSheet: "表示するシートがありません。少なくとも1枚のシートを表示にしてください。"
        case .badSheetName(let name, let fault): "シート名「\(name)」は使えません。\(fault.japanese)"
        case .cellTextTooLong(let sheet, let cell, let length, let max):
            "シート「\(sheet)」の\(cell)の文字が長すぎます（\(length)文字、上限\(max)文字）。文字を減らしてください。"
        case .numberTooPrecise(let sheet, let cell, let number, let max):
            "シート「\(sheet)」の\(cell)の数値「\(number)」は、Excelでは正確に表せません（上限\(max)桁）。桁を丸めるか、文字として書き出してください。"
        case .dateOutOfRange(let sheet, let cell, let date):
            "シート「\(sheet)」の\(cell)の日付「\(date)」は、Excelで表せません（1900年1月1日から9999年12月31日まで）。文字として書き出してください。"
        case .badFormula(let sheet, let cell):
            "シート「\(sheet)」の\(cell)の数式が空か、長すぎます（上限\(Formula.lengthMax)文字）。数式を短くしてください。"
        case .badLink(let sheet, let cell, let url):
            "シート「\(sheet)」の\(cell)のリンク先「\(url)」は使えません。https://、http://、mailto: で始まるアドレスか、ブックの中のシートを指定してください。"
        case .badStyle(let what): "書式の\(what)が正しくありません。Excelで使える値に直してください。"
        case .badMerge(let sheet, let range):
            "シート「\(sheet)」の\(range)は結合できません。重なりのない2つ以上のセルを指定し、左上以外を空にしてください。"
        case .badRule(let sheet, let range, let fault):
            "シート「\(sheet)」の\(range)の入力規則が正しくありません。\(fault.japanese)"
        case .badDefinedName(let name):
            "名前の定義「\(name)」は使えません。文字で始まり、文字・数字・「_」・「.」だけの、セル番地ではない名前にし、ブックの中のシートを指定してください。"
        case .headerTooLong(let sheet, let length, let max):
            "シート「\(sheet)」のヘッダーかフッターが長すぎるか、使えない文字があります（\(length)文字、上限\(max)文字）。短くしてください。"
        case .badProperty(let name):
            "プロパティの「\(name)」が長すぎるか、使えない文字があります（上限\(Workbook.propertyLengthMax)文字）。短くしてください。"
        case .folderNotWritable(let path): "一時フォルダー「\(path)」に書き込めません。フォルダーの場所と権限を確認してください。"
        case .notWritten(let reason): "Excelファイルを書き出せませんでした（\(reason)）。ディスクの空きを確認してください。"
        }
    }
}

extension WorkbookRefusal.SheetNameFault {
    /// What is wrong, and how to mend it.
    fileprivate var japanese: String {
        switch self {
        case .empty: "シート名を付けてください。"
        case .tooLong(let max): "\(max)文字以内にしてください。"
        case .forbiddenCharacter: "[ ] : * ? / \\ と、先頭と末尾の ' を除いてください。"
        case .taken: "同じ名前のシートがあります（大文字と小文字は区別されません）。別の名前にしてください。"
        case .reserved: "Excelが使う名前です。別の名前にしてください。"
        }
    }
}

extension WorkbookRefusal.InputRuleFault {
    /// What is wrong, and how to mend it.
    fileprivate var japanese: String {
        switch self {
        case .emptyList: "一覧に空の項目があります。項目を入れてください。"
        case .itemWithComma(let item): "項目「\(item)」に「,」か使えない文字があります。一覧をシートに置いて参照してください。"
        case .listTooLong(let length, let max):
            "一覧が長すぎます（\(length)文字、上限\(max)文字）。一覧をシートに置いて参照してください。"
        case .unknownSheet(let name): "シート「\(name)」がありません。ブックの中のシートを指定してください。"
        case .messageTooLong(let max): "題名かメッセージが長すぎます（上限\(max)文字）。短くしてください。"
        case .forbiddenCharacter: "題名かメッセージに使えない文字（制御文字）があります。除いてください。"
        case .badLimits: "上限か下限がExcelで表せません。値を直してください。"
        }
    }
}
