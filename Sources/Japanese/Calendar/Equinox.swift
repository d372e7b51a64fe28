/// The days of 春分 and 秋分 in Japan.
///
/// 国民の祝日に関する法律 names them 春分日 and 秋分日; the day itself is announced each February for the year after by the
/// National Astronomical Observatory (暦要項). Here they are computed by the usual approximation (海上保安庁水路部
/// 暦計算研究会編『新こよみ便利帳』): the day of March or September is
/// ⌊ base + 0.242194 × (year − 1980) ⌋ − ⌊ (year − 1980) / 4 ⌋, with one base up to 1979 and another from 1980. It is published for
/// 1900–2099; the tests compare 1955–2050 with an astronomical computation.
enum Equinox {
    /// The day of March.
    static func vernalDay(_ year: Int) -> Int {
        day(year, baseMicrodays: year < 1980 ? 20_835_700 : 20_843_100)
    }

    /// The day of September.
    static func autumnalDay(_ year: Int) -> Int {
        day(year, baseMicrodays: year < 1980 ? 23_258_800 : 23_248_800)
    }

    private static func day(_ year: Int, baseMicrodays: Int) -> Int {
        let elapsed = year - 1980
        let leapDays = elapsed >= 0 ? elapsed / 4 : -((3 - elapsed) / 4)
        return (baseMicrodays + 242_194 * elapsed - leapDays * 1_000_000) / 1_000_000
    }
}
