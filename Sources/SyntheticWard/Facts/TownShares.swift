extension SyntheticWard {
    /// A 丁目 with its share of the ward's people and households.
    struct Town: Sendable {
        /// 町字コード of the sample: 9, the number of the 大字 and that of the 丁目. No official code begins so.
        let code: String
        let name: String
        /// Without 丁目.
        let oaza: String
        let chome: Int
        let postal: String
        /// Of 100,000 people of the ward.
        let people: Int
        /// Of 100,000 households of the ward.
        let households: Int
    }

    /// A town whose name is no longer in use. Invented: no such town was ever in the ward.
    struct ClosedTown: Sendable {
        let code: String
        let name: String
        let until: String
    }

    /// The towns of 杉並区.
    ///
    /// Names: geolonia/japanese-addresses (CC BY 4.0); postal codes: 日本郵便, which claims no rights in them; shares: computed from
    /// 杉並区「町丁別世帯数及び人口」(2022).
    enum Towns {
        static let all: [Town] = {
            var towns: [Town] = []
            for (oaza, line) in shares.split(separator: "\n").enumerated() {
                let words = line.split(separator: " ")
                for (chome, share) in words.dropFirst(2).enumerated() {
                    let pair = share.split(separator: "/").compactMap { Int($0) }
                    let name = String(words[0])
                    towns.append(
                        Town(
                            code: "9" + padded(oaza + 1, to: 3) + padded(chome + 1, to: 3),
                            name: name + numerals[chome + 1] + "丁目", oaza: name, chome: chome + 1,
                            postal: String(words[1]), people: pair[0], households: pair[1]))
                }
            }
            return towns
        }()

        static let closed = [
            ClosedTown(code: "9901001", name: "見本町一丁目", until: "1990-03-31"),
            ClosedTown(code: "9901002", name: "見本町二丁目", until: "1990-03-31"),
            ClosedTown(code: "9902001", name: "旧見本一丁目", until: "1995-09-30"),
        ]

        /// 〇 to 六, as names of towns write them.
        static let numerals = ["〇", "一", "二", "三", "四", "五", "六"]

        /// `towns.csv` of the workbench.
        static var csv: String {
            var text = "code,town,postal,from,until\n"
            for town in all { text += "\(town.code),\(town.name),\(town.postal),,\n" }
            for town in closed { text += "\(town.code),\(town.name),,,\(town.until)\n" }
            return text
        }

        /// 大字, postal code, then for each 丁目 people and households in 100,000.
        private static let shares = """
            阿佐谷北 1660001 804/908 769/875 697/737 725/765 678/671 599/560
            阿佐谷南 1660004 1356/1473 628/755 1345/1531
            天沼 1670032 706/753 913/938 1064/1193
            井草 1670021 819/786 1051/903 455/489 335/371 350/348
            和泉 1680063 1013/1195 1306/1320 1139/1145 1503/1472
            今川 1670035 417/347 341/264 503/436 422/354
            梅里 1660011 571/686 892/1009
            永福 1680064 568/580 834/752 716/730 642/656
            大宮 1680061 362/370 265/258
            荻窪 1670051 943/802 712/675 1228/1125 737/789 863/952
            上井草 1670023 632/595 907/827 713/589 516/414
            上荻 1670043 285/335 883/981 544/497 606/607
            上高井戸 1680074 1111/1248 622/543 379/388
            久我山 1680082 271/272 455/421 928/928 909/817 960/908
            高円寺北 1660002 436/481 744/949 982/1193 613/696
            高円寺南 1660003 1116/1346 1209/1497 1300/1541 730/908 1134/1257
            清水 1670033 569/582 347/295 625/546
            下井草 1670022 569/566 719/661 835/790 650/611 433/450
            下高井戸 1680073 796/1008 524/596 676/648 973/937 538/508
            松庵 1670054 639/556 462/432 755/813
            善福寺 1670041 711/616 670/584 357/299 406/320
            高井戸西 1680071 977/1078 546/479 475/414
            高井戸東 1680072 680/563 674/654 1300/1161 838/783
            成田西 1660016 483/395 539/431 391/302 164/137
            成田東 1660015 805/744 676/525 584/571 1009/938 1024/1074
            西荻北 1670042 418/428 753/740 855/938 659/723 343/340
            西荻南 1670053 447/432 681/784 435/490 511/498
            浜田山 1680065 690/622 446/415 770/731 1014/887
            方南 1680062 1430/1558 914/953
            堀ノ内 1660013 758/781 1302/1234 1242/1343
            本天沼 1670031 552/549 807/753 665/573
            松ノ木 1660014 274/248 485/456 528/568
            南荻窪 1670052 670/579 700/581 526/501 606/603
            宮前 1680081 307/293 632/511 904/793 801/707 692/614
            桃井 1670034 685/674 461/394 473/375 445/438
            和田 1660012 1563/1638 734/744 1145/1234
            """
    }
}
