using System.Globalization;
using System.IO.Compression;
using Slams.Formats.Stations.Csv;

namespace Slams.Verification.Simulation;

/// <summary>Writes reports in the order of their arrival into one gzipped CSV per day of arrival.</summary>
internal sealed class DailyStationFiles(string folder) : IDisposable
{
    private StationCsvWriter? _writer;
    private DateTime _day;

    public void Write(SimulatedReport report)
    {
        var day = report.Arrival.UtcDateTime.Date;
        if (_writer is null || day != _day)
        {
            _writer?.Dispose();
            var name = string.Create(CultureInfo.InvariantCulture, $"stations_{day:yyyyMMdd}.csv.gz");
            _writer = new StationCsvWriter(
                new GZipStream(File.Create(Path.Combine(folder, name)), CompressionLevel.SmallestSize));
            _day = day;
        }

        _writer.Write(report.Reading);
    }

    public void Dispose() => _writer?.Dispose();
}
