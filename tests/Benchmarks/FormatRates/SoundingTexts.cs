using System.Globalization;
using System.Text;

namespace Slams.Benchmarks.FormatRates;

/// <summary>Soundings as text.</summary>
internal static class SoundingTexts
{
    /// <summary>IGRA version 2: 36 levels each.</summary>
    public static string Igra(int count)
    {
        const int levels = 36;
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#USM{i % 400:00000000} 2010 06 {1 + (i % 28):00} 00 2303 {levels,4} ncdc6301 ncdc6301  712889 -1567833\n");
            for (var level = 0; level < levels; level++)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"10 {level * 100,5} {100_000 - (level * 2500),6} {level * 300,5}B{150 - (level * 17),5}B{900 - (level * 20),5} {9 + (i % 90),5} {level * 10,5} {level * 7,5} \n");
            }
        }

        return text.ToString();
    }

    /// <summary>TEMP: the four parts of an ascent as four messages, for a station each.</summary>
    public static string Temp(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var station = (10_000 + i).ToString(CultureInfo.InvariantCulture);
            foreach (var part in Parts)
            {
                text.Append("USBZ01 SBBR 231200\n").Append(part.Replace("83779", station, StringComparison.Ordinal)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static readonly string[] Parts =
    [
        "TTAA 73121 83779 99938 21224 01008 00163 ///// ///// 92843 20019 07506 85570 18650 36008 70207 08030 34004 50591 06563 29503 40761 18364 30017\n"
        + "30970 33138 28015 25095 43722 28026 20241 55957 29040 15418 68957 28039 10658 73364 28019 88999 77999 31313 42308 81131=",
        "TTBB 73128 83779 00938 21224 11882 16804 22870 19856 33735 11056 44712 08616 55615 01218 66569 01530 77540 03758 88531 04546 99524 04761 11520 05356\n"
        + "22479 08370 33101 73164 21212 00938 01008 11870 01510 31313 42308 81131 41414 86500=",
        "TTCC 73123 83779 70865 71568 15020 50064 67574 12519 30380 58383 08535 88906 77162 26018 77999 31313 42308 81131=",
        "TTDD 7312/ 83779 11906 77162 22585 70370 33542 70970 44445 63978 55283 57785 21212 11935 25516 31313 42308 81131=",
    ];
}
