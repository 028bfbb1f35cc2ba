using System.Runtime.CompilerServices;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Stations.Madis;

/// <summary>
/// Surface files of NOAA's Meteorological Assimilation Data Ingest System (MADIS) in netCDF classic, one record per report: METAR, maritime, mesonet
/// and their kin.
/// </summary>
/// <remarks>
/// <para>What MADIS's own quality control says of a value (<c>temperatureDD</c> and so on) becomes a flag of the reading
/// (<see cref="MadisQuality"/>), which the checks of ingest let stand. Values that have no flag of their own are left out where MADIS doubts them.</para>
/// <para>Precipitation is that of six hours (<c>precip6Hour</c>); <c>precipAccum</c> of mesonets names no period. Pressure is that at the station,
/// where there is none from the altimeter setting; <c>seaLevelPress</c> is not taken for it.</para>
/// </remarks>
public sealed class MadisFormat : IStationFormat
{
    private const int RowsAtOnce = 4096;

    /// <inheritdoc/>
    public string Name => "madis";

    /// <inheritdoc/>
    /// <remarks>Dimensions come first in a file, and these are in those of MADIS only: its list of stations, and its checks.</remarks>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head) =>
        NetCdfFile.Recognises(head) && head.IndexOf("recNum"u8) > 0 && (head.IndexOf("maxStaticIds"u8) > 0 || head.IndexOf("QCcheckNum"u8) > 0);

    /// <inheritdoc/>
    /// <remarks>The content must be seekable.</remarks>
    public async IAsyncEnumerable<StationItem> ReadAsync(
        Stream content, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var file = NetCdfFile.Open(content, leaveOpen: true);
        var reports = new MadisReports(file, source);
        for (var start = 0L; start < reports.Count; start += RowsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var item in reports.Read(start, (int)Math.Min(RowsAtOnce, reports.Count - start)))
            {
                yield return item;
            }
        }
    }
}
