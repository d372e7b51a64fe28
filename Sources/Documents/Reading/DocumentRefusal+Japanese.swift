extension DocumentRefusal {
    /// What the file is, and how to mend it.
    public var japanese: String {
        switch self {
        case .empty: "ファイルが空です。保存したファイルを選び直してください。"
        case .unsupported(let kind): kind.japanese
        case .encrypted(let kind): kind.japanese
        case .unknownFile:
            "文書として読める形式ではありません。Word文書（.docx）、PDF、Excelブック（.xlsx）、CSV、HTML、テキストのどれかで保存し直してください。"
        case .unknownEncoding(let line):
            "\(line)行目に、どの文字コードでも読めない文字があります。メモ帳などで開き、文字コードをUTF-8にして保存し直してください。"
        case .noText: "文字のない文書です。選んだファイルを確かめてください。"
        case .picturesOnly(let pages):
            "文字の入っていないPDFか画像です（\(pages)頁）。紙を読み取った画像のようです。「文字を読み取る」を選ぶと、画像から文字を読み取ります。"
                + "読み取った文字には誤りがあり得るので、元のWord文書などがあればそちらを使ってください。"
        case .nothingRecognised: "画像から文字を読み取れませんでした。向きを直し、300dpi以上で読み取り直すか、元の文書を使ってください。"
        case .missingProgram(let package):
            "この形式を読むための部品「\(package)」が入っていません。管理者に「\(package)」の追加を頼むか、Word文書（.docx）で保存し直してください。"
        case .programTookTooLong(let seconds):
            "読み込みが\(seconds)秒以内に終わりませんでした。頁を分けて保存し直してください。"
        case .programFailed(let reason):
            "PDFを読めませんでした（\(reason)）。元の文書からPDFを作り直すか、Word文書（.docx）で保存し直してください。"
        case .damaged(let part, let line):
            "ファイルが壊れているか、途中で切れています\(Self.place(part, line))。元のファイルをもう一度コピーするか、作ったソフトで開いて保存し直してください。"
        case .documentType(let part):
            "ファイルの中の「\(part)」に、安全のため受け付けない記述（DTD）があります。作ったソフトで開いて保存し直してください。"
        case .tooManyBytes(let count, let max):
            "ファイルが大きすぎます（\(count)バイト、上限\(max)バイト）。画像を減らすか、文書を分けて保存してください。"
        case .tooLargeUnpacked(let max):
            "展開すると大きすぎるため、安全のため受け付けません（上限\(max)バイト）。文書を分けて保存し直してください。"
        case .tooManyParts(let max): "ファイルの中の部品が多すぎます（上限\(max)個）。画像などを除いて保存し直してください。"
        case .tooManyLines(let max): "行が多すぎます（上限\(max)行）。文書を分けてください。"
        case .tooMuchText(let max): "文字が多すぎます（上限\(max)バイト）。文書を分けてください。"
        case .tooManyCells(let max): "表のセルが多すぎます（上限\(max)個）。表を分けてください。"
        case .tooManyElements(let max): "文書の要素が多すぎます（上限\(max)個）。文書を分けてください。"
        case .tooDeep(let max): "表や枠の入れ子が深すぎます（上限\(max)段）。入れ子を減らして保存し直してください。"
        case .table(let reason): reason
        }
    }

    private static func place(_ part: String?, _ line: Int?) -> String {
        guard let part else { return "" }
        guard let line, line > 0 else { return "（「\(part)」）" }
        return "（「\(part)」の\(line)行目）"
    }
}

extension DocumentRefusal.UnsupportedKind {
    /// What the file is, and how to save it.
    var japanese: String {
        switch self {
        case .oldWord:
            "古い形式のWord文書（.doc）です。Wordで開き、「名前を付けて保存」でWord文書（.docx）にして選び直してください。"
        case .oldExcel:
            "古い形式のExcelファイル（.xls）です。Excelで開き、「名前を付けて保存」でExcelブック（.xlsx）にして選び直してください。"
        case .binaryExcel:
            "バイナリ形式のExcelファイル（.xlsb）です。Excelで開き、「名前を付けて保存」でExcelブック（.xlsx）にして選び直してください。"
        case .powerPoint, .oldPowerPoint:
            "PowerPointの資料です。PowerPointで開き、「エクスポート」でPDFにして選び直してください。"
        case .richText:
            "リッチテキスト（.rtf）です。Wordで開き、「名前を付けて保存」でWord文書（.docx）にして選び直してください。"
        case .ichitaro:
            "一太郎の文書（.jtdなど）です。一太郎で開き、「名前を付けて保存」でWord文書（.docx）にするか、PDFで出力して選び直してください。"
        case .docuWorks:
            "DocuWorksの文書（.xdw）です。DocuWorksで開き、PDFで保存するか、元の文書を選び直してください。"
        case .openDocumentSheet:
            "OpenDocument形式の表（.ods）です。LibreOfficeなどで開き、Excelブック（.xlsx）で保存して選び直してください。"
        case .openDocumentOther:
            "OpenDocument形式の図や資料です。開いて、PDFで出力して選び直してください。"
        case .wordXML:
            "WordのXML文書（.xml）です。Wordで開き、「名前を付けて保存」でWord文書（.docx）にして選び直してください。"
        case .webArchive:
            "Webページを一つにまとめたファイル（.mht）です。ブラウザーで開き、「Webページ、HTMLのみ」で保存するか、PDFにして選び直してください。"
        case .mail: "電子メールのファイルです。メールソフトで開き、本文をテキストで保存するか、添付の文書を取り出して選び直してください。"
        case .picture:
            "画像ファイルです。「文字を読み取る」を選ぶと、画像から文字を読み取ります。元のWord文書などがあればそちらを使ってください。"
        case .archive: "圧縮ファイルです。展開して、中の文書を選び直してください。"
        case .otherCompound:
            "古い形式のOfficeなどの文書です。作ったソフトで開き、Word文書（.docx）かPDFで保存して選び直してください。"
        case .program: "プログラムのファイルです。文書ではないため受け付けません。"
        }
    }
}

extension DocumentRefusal.EncryptedKind {
    /// What the file is, and how to save it.
    var japanese: String {
        switch self {
        case .office:
            "パスワードで保護されたファイルです。Officeで開き、「ファイル」「情報」「文書の保護」の「パスワードを使用して暗号化」を空にして保存し、選び直してください。"
        case .openDocument: "パスワードで保護された文書です。開いて、「パスワード付きで保存する」を外して保存し、選び直してください。"
        case .pdf: "パスワードで保護されたPDFです。パスワードを付けずに作り直したPDFか、元のWord文書（.docx）を選んでください。"
        case .archive: "パスワード付きの圧縮ファイルです。展開して、中の文書を選び直してください。"
        }
    }
}
