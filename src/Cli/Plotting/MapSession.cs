using Slams.Core.Analyses;
using Slams.Formats.Analyses;
using Slams.Pictures.Maps;
using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;

namespace Slams.Cli.Plotting;

/// <summary>Draws maps: one into a file, or many into a folder, all with the same colours.</summary>
/// <param name="request">What is drawn.</param>
/// <param name="projection">The projection.</param>
/// <param name="size">Size of the pictures, or null for one that the map fills.</param>
/// <param name="dpi">Pixels per inch.</param>
/// <param name="withStations">Whether stations are shown.</param>
/// <param name="output">File or folder.</param>
/// <param name="report">Where the names of the pictures go.</param>
internal sealed class MapSession(
    FieldRequest request, IMapProjection projection, PictureSize? size, int dpi, bool withStations, string output, TextWriter report)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var fields = request.Read(report);
        var scale = request.Scale(fields.Select(field => field.Field));
        var intoFolder = fields.Count > 1 || Directory.Exists(output);
        var names = PictureNames.Of([.. fields.Select(field => field.File)]);
        foreach (var ((file, field), name) in fields.Zip(names))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var picture = MapPicture.Draw(field, new MapOptions
            {
                Projection = projection,
                Size = size ?? MapPicture.UsualSize(projection, dpi),
                Scale = scale,
                Stations = withStations ? Stations(file, field.Analysis) : null,
            });
            await PictureFile.WriteAsync(intoFolder ? Path.Combine(output, name) : output, picture, report);
        }

        return 0;
    }

    private static IReadOnlyList<StationDeparture> Stations(string file, Analysis analysis)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, $"feedback_{analysis.Cycle.Key}.csv");
        return File.Exists(path)
            ? FeedbackCsv.Read(path)
            : throw new FileNotFoundException($"--stations: there is no '{Path.GetFileName(path)}' beside '{file}'.");
    }
}
