using Microsoft.Extensions.Options;
using Slams.Core.Analyses;
using Slams.Formats.Analyses;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Files;

/// <summary>One netCDF file per cycle, <c>analysis_YYYYMMDDTHHMMZ.nc</c>; a later revision replaces the file of an earlier one.</summary>
internal sealed class NetCdfFolderSink(OutputFolder folder, RevisionHistory history, IOptions<PublisherOptions> options) : IAnalysisSink
{
    public string Name => "netcdf";

    public Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        history.Keep(analysis);
        var written = options.Value.WriteMembers ? analysis : analysis with { MembersK = [] };
        PublishedFile.Write(
            folder.Analyses.PathOf(analysis.Cycle, analysis.Provenance.RunId), options.Value.Checksums, stream => AnalysisFile.Write(stream, written));
        return Task.CompletedTask;
    }
}
