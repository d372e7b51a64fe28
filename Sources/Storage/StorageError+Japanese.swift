extension StorageError {
    /// Where, what and how to mend, for the person who runs the program. Statements and the database's own words are
    /// kept in it, so it is for the terminal and the log, not for a public page.
    public var japanese: String {
        switch self {
        case .decoding(let column, let reason):
            "データベースの列「\(column)」を読み取れません（\(reason)）。プログラムとデータベースの版が合っているか確かめてください。"
        case .constraint(let message):
            "データベースの決まりに反するため、変更を取り消しました（\(message)）。ほかの記録と重なる値や、存在しない記録への参照がないか確かめてください。"
        case .duplicate(let message):
            "同じ記録がすでにあるため、変更を取り消しました（\(message)）。今の内容を確かめてください。"
        case .diskFull:
            "データベースを置くディスクがいっぱいのため、変更を取り消しました。空き容量を増やしてから、もう一度行ってください。"
        case .cannotOpen(let location, let reason):
            "データベース「\(location)」を開けません。\(reason.japanese)"
        case .busy:
            "ほかの処理がデータベースを使い続けているため、変更を取り消しました。しばらく待ってから、もう一度行ってください。"
        case .connectionLost(let message):
            "データベースのサーバーとの接続が切れました（\(message)）。サーバーが動いているか確かめ、変更が記録されたかを画面で確かめてから、必要ならもう一度行ってください。"
        case .closed:
            "データベースは閉じられています。プログラムを起動し直してください。"
        case .openedForReading:
            "読むだけのために開いたデータベースは変更できません。"
        case .statement(let message, let text):
            "データベースの命令が失敗したため、変更を取り消しました（\(message)）。命令: \(text)"
        case .newerSchema(let component, let version):
            "このデータベースは、より新しいプログラムで更新されています（\(component) の第\(version)版）。新しいプログラムを使ってください。"
        case .olderSchema(let component, let expected, let found):
            "このデータベースの表は、前の版のプログラムのもの\(found == 0 ? "か、まだ作られていないもの" : "")です（\(component) の第\(found)版。このプログラムは第\(expected)版を使います）。何も変えていません。場所の指定を確かめ、正しい場合は、namiki backup で控えを取ってから namiki serve を起動して更新してください。"
        case .changedMigration(let component, let version):
            "適用済みのデータベース更新手順（\(component) の第\(version)版）の内容が変わっています。手順を元に戻し、変更は新しい版として加えてください。"
        case .migrationGap(let component, let expected, let found):
            "データベース更新手順（\(component)）の番号が続いていません。第\(expected)版があるはずの所に第\(found)版があります。番号を1から順に付け直してください。"
        case .backupTargetExists(let path):
            "「\(path)」は既にあるため、バックアップを書き込みません。別の名前を指定してください。"
        case .backupFailed(let path, let reason):
            "バックアップ「\(path)」を作れませんでした（\(reason)）。保存先の空き容量と権限を確かめてください。"
        case .backupNeedsTool(let name):
            "PostgreSQLのバックアップは、サーバーに付属の \(name) で作ってください。"
        }
    }
}

extension OpenFailure {
    /// What is wrong and how to mend it.
    var japanese: String {
        switch self {
        case .unknownKind:
            "SQLiteのファイル名か、postgresql:// で始まるアドレスを指定してください。名前にコロンのあるファイルは ./ を前に付けて書きます。"
        case .missingFolder(let path):
            "フォルダー「\(path)」がありません。フォルダーを作るか、場所の指定を直してください。"
        case .missingFile:
            "このファイルはありません。--database か環境変数 NAMIKI_DATABASE の指定を確かめてください。"
        case .isFolder:
            "ファイルではなくフォルダーです。ファイル名まで指定してください。"
        case .noPermission:
            "読み書きする権限がありません。ファイルとフォルダーの所有者と権限を確かめてください。"
        case .notADatabase:
            "SQLiteのデータベースではないか、壊れています。場所の指定を確かめ、壊れている場合はバックアップから戻してください。"
        case .malformedAddress:
            "アドレスの書き方が正しくありません。postgresql://利用者@サーバー/データベース の形で指定し、記号は%で符号化してください。"
        case .refused(let message):
            "サーバーに接続できません（\(message)）。サーバーが動いているか、利用者名とパスワードが正しいか確かめてください。"
        case .serverTooOld(let version):
            "サーバーの版が古すぎます（\(version)）。PostgreSQL 15以降を使ってください。"
        case .encoding(let name):
            "文字コードがUTF8ではありません（\(name)）。\(Self.creation)"
        case .collation(let name):
            "文字の並べ方が文字コード順ではありません（\(name)）。\(Self.creation)"
        case .other(let message):
            "データベースからの応答: \(message)"
        }
    }

    private static let creation =
        "データベースを createdb --template=template0 --encoding=UTF8 --locale=C で作り直してください。"
}
