using System.Globalization;
using System.IO.Compression;

namespace Slams.Benchmarks;

/// <summary>The station files of the sample once for each of several years, so that a run lasts long enough to be timed.</summary>
internal static class StationYears
{
    private const string Year = "1987";

    public static void Write(string folder, int years)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Samples.Stations))
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            var text = reader.ReadToEnd();
            for (var number = 0; number < years; number++)
            {
                var year = (int.Parse(Year, CultureInfo.InvariantCulture) + number).ToString(CultureInfo.InvariantCulture);
                var target = Path.Combine(folder, Path.GetFileName(file).Replace(Year, year, StringComparison.Ordinal));
                using var writer = new StreamWriter(new GZipStream(File.Create(target), CompressionLevel.Optimal));
                writer.Write(text.Replace("," + Year + "-", "," + year + "-", StringComparison.Ordinal));
            }
        }
    }
}
