import Foundation
import Testing

@testable import Japanese

/// Julian Ephemeris Day of an equinox after J. Meeus, Astronomical Algorithms, chapter 27: good to about a minute.
private func equinoxDay(_ year: Int, autumn: Bool) -> Int {
    let y = Double(year - 2000) / 1000
    let coefficients: [Double] =
        autumn
        ? [2451810.21715, 365242.01767, -0.11575, 0.00337, 0.00078]
        : [2451623.80984, 365242.37404, 0.05169, -0.00411, -0.00057]
    let mean = coefficients.reversed().reduce(0) { $0 * y + $1 }
    let t = (mean - 2451545) / 36525
    let w = (35999.373 * t - 2.47) * .pi / 180
    let lambda = 1 + 0.0334 * cos(w) + 0.0007 * cos(2 * w)
    let terms: [(Double, Double, Double)] = [
        (485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112),
        (156, 73.14, 45036.886), (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906),
        (70, 243.58, 9037.513), (58, 119.81, 33718.147), (52, 297.17, 150.678), (50, 21.02, 2281.226),
        (45, 247.54, 29929.562), (44, 325.15, 31555.956), (29, 60.93, 4443.417), (18, 155.12, 67555.328),
        (17, 288.79, 4562.452), (16, 198.04, 62894.029), (14, 199.76, 31436.921), (12, 95.39, 14577.848),
        (12, 287.11, 31931.756), (12, 320.81, 34777.259), (9, 227.73, 1222.114), (8, 15.45, 16859.074),
    ]
    let sum = terms.reduce(0) { $0 + $1.0 * cos(($1.1 + $1.2 * t) * .pi / 180) }
    let ephemeris = mean + 0.00001 * sum / lambda
    // Terrestrial time runs 31 s (1955) to some 90 s (2050) ahead of universal time.
    let delta = 31 + Double(year - 1955) * 0.55
    let japan = ephemeris - delta / 86_400 + 9.0 / 24
    let dayNumber = Int((japan - 2440587.5).rounded(.down))
    return CivilDate(dayNumber: dayNumber).day
}

@Suite("Equinoxes")
struct EquinoxTests {
    @Test("The approximation gives the astronomical day of every year from 1955 to 2050")
    func astronomy() {
        for year in Holidays.years {
            #expect(Equinox.vernalDay(year) == equinoxDay(year, autumn: false), "春分 \(year)")
            #expect(Equinox.autumnalDay(year) == equinoxDay(year, autumn: true), "秋分 \(year)")
        }
    }

    @Test("Days known from the official almanacs")
    func known() {
        let vernal = [
            1955: 21, 1959: 21, 1960: 20, 1979: 21, 1980: 20, 1993: 20, 2000: 20, 2003: 21, 2024: 20, 2026: 20,
            2027: 21,
        ]
        let autumnal = [
            1955: 24, 1959: 24, 1979: 24, 1980: 23, 2011: 23, 2012: 22, 2016: 22, 2024: 22, 2026: 23, 2027: 23,
            2032: 22,
        ]
        for (year, day) in vernal { #expect(Equinox.vernalDay(year) == day, "\(year)") }
        for (year, day) in autumnal { #expect(Equinox.autumnalDay(year) == day, "\(year)") }
    }
}
