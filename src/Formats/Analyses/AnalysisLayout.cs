using System.Globalization;
using Slams.Core.Analyses;
using Slams.Core.Grids;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Analyses;

/// <summary>What an analysis file holds: dimensions, coordinates, fields and provenance.</summary>
internal static class AnalysisLayout
{
    // netCDF's own default fill value of floats.
    internal const float Fill = 9.96921e36f;

    public static NetCdfWriter Build(Analysis analysis)
    {
        if (!analysis.Grid.HasFields)
        {
            return WithoutFields(analysis);
        }

        var horizontal = analysis.Grid.Horizontal;
        var writer = new NetCdfWriter()
            .AddDimension("plev", analysis.Grid.PressureLevelsPa.Count)
            .AddDimension("lat", horizontal.Rows)
            .AddDimension("lon", horizontal.Columns)
            .AddDimension("bnds", 2);
        AddProvenance(
            writer, analysis, "Ensemble analysis of air temperature",
            "Posterior samples of a latent diffusion model given station and satellite observations of the window.");
        AddCoordinates(writer, analysis);
        string[] state = ["plev", "lat", "lon"];
        writer.AddVariable(
            AnalysisNames.Mean, state, NetCdfData.Of(Filled(analysis, analysis.MeanK)),
            [
                .. Field("air temperature, ensemble mean", "realization: mean", "temperature: on_scale"),
                Text("ancillary_variables", AnalysisNames.Spread),
            ]);
        writer.AddVariable(
            AnalysisNames.Spread, state, NetCdfData.Of(Filled(analysis, analysis.SpreadK)),
            Field("air temperature, ensemble standard deviation (n-1)", "realization: standard_deviation", "temperature: difference"));
        if (analysis.MembersK.Count > 0)
        {
            writer.AddVariable(
                AnalysisNames.Members, ["member", .. state],
                NetCdfData.Of(
                    (long)analysis.MembersK.Count * analysis.Grid.ValueCount, analysis.MembersK.Select(m => new ReadOnlyMemory<float>(m))),
                Field("air temperature, ensemble members", null, "temperature: on_scale"));
        }

        return writer;
    }

    /// <summary>A time as text in attributes.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static NetCdfAttribute[] Field(string longName, string? overMembers, string unitsMetadata) =>
    [
        Text("standard_name", "air_temperature"), Text("long_name", longName), Text("units", "K"), Text("units_metadata", unitsMetadata),
        Text("cell_methods", overMembers is null ? "time: point" : $"time: point {overMembers}"), Text("coordinates", "time"),
        NetCdfAttribute.OfNumbers("_FillValue", NetCdfType.Float, Fill),
    ];

    private static void AddCoordinates(NetCdfWriter writer, Analysis analysis)
    {
        var horizontal = analysis.Grid.Horizontal;
        AddTime(writer, analysis);
        writer.AddVariable("plev", ["plev"], NetCdfData.Of(analysis.Grid.PressureLevelsPa.ToArray()),
            Text("standard_name", "air_pressure"), Text("long_name", "pressure"), Text("units", "Pa"),
            Text("positive", "down"), Text("axis", "Z"));
        writer.AddVariable("lat", ["lat"], NetCdfData.Of(horizontal.LatitudesDegrees.ToArray()),
            Text("standard_name", "latitude"), Text("long_name", "latitude"), Text("units", "degrees_north"),
            Text("axis", "Y"), Text("bounds", "lat_bnds"));
        writer.AddVariable("lon", ["lon"], NetCdfData.Of(horizontal.LongitudesDegrees.ToArray()),
            Text("standard_name", "longitude"), Text("long_name", "longitude"), Text("units", "degrees_east"),
            Text("axis", "X"), Text("bounds", "lon_bnds"));
        writer.AddVariable("lat_bnds", ["lat", "bnds"], NetCdfData.Of(Bounds(CellEdges.OfLatitudes(horizontal.LatitudesDegrees))));
        writer.AddVariable("lon_bnds", ["lon", "bnds"], NetCdfData.Of(Bounds(CellEdges.OfCoordinates(horizontal.LongitudesDegrees))));
        if (analysis.MembersK.Count > 0)
        {
            writer.AddDimension("member", analysis.MembersK.Count);
            writer.AddVariable("member", ["member"], NetCdfData.Of(Enumerable.Range(0, analysis.MembersK.Count).ToArray()),
                Text("standard_name", "realization"), Text("long_name", "ensemble member"), Text("units", "1"), Text("axis", "E"));
        }
    }

    private static NetCdfWriter WithoutFields(Analysis analysis)
    {
        var writer = new NetCdfWriter();
        AddProvenance(writer, analysis, "Observations of a cycle", "No model was used: the attributes count what the window held.");
        AddTime(writer, analysis);
        return writer;
    }

    private static void AddTime(NetCdfWriter writer, Analysis analysis)
    {
        var seconds = (analysis.Cycle.Time - DateTimeOffset.UnixEpoch).TotalSeconds;
        writer.AddVariable("time", [], NetCdfData.Of(new[] { seconds }),
            Text("standard_name", "time"), Text("long_name", "analysis time"), Text("units", "seconds since 1970-01-01 00:00:00"),
            Text("calendar", "standard"), Text("axis", "T"));
    }

    private static void AddProvenance(NetCdfWriter writer, Analysis analysis, string title, string comment)
    {
        var provenance = analysis.Provenance;
        writer.AddAttributes(
            Text("Conventions", "CF-1.11"),
            Text("title", $"{title}, {analysis.Cycle.Key}"),
            Text("source", $"SLAMS {provenance.SoftwareVersion}, model {provenance.ModelId}"),
            Text("comment", comment),
            Text(AnalysisNames.SoftwareVersion, provenance.SoftwareVersion),
            Text(AnalysisNames.ModelId, provenance.ModelId),
            Text(AnalysisNames.ModelHash, provenance.ModelHash),
            Text(AnalysisNames.ConfigurationHash, provenance.ConfigurationHash),
            Text(AnalysisNames.RunId, provenance.RunId),
            // Classic netCDF has no 64-bit integers.
            Text(AnalysisNames.Seed, provenance.Seed.ToString(CultureInfo.InvariantCulture)),
            NetCdfAttribute.OfNumbers(AnalysisNames.EnsembleSize, NetCdfType.Int, provenance.Members),
            NetCdfAttribute.OfNumbers(AnalysisNames.Revision, NetCdfType.Int, provenance.Revision),
            Text(AnalysisNames.CycleIndex, analysis.Cycle.Index.ToString(CultureInfo.InvariantCulture)),
            Text(AnalysisNames.WindowStart, Iso(analysis.Cycle.WindowStart)),
            Text(AnalysisNames.WindowEnd, Iso(analysis.Cycle.WindowEnd)),
            Text(AnalysisNames.InputCounts, ProvenanceText.Join(provenance.InputCounts)),
            Text(AnalysisNames.InputOffsets, ProvenanceText.Join(provenance.InputOffsets)));
        if (provenance.AddedCounts.Count > 0)
        {
            writer.AddAttributes(Text(AnalysisNames.AddedCounts, ProvenanceText.Join(provenance.AddedCounts)));
        }

        if (analysis.Failure is { } failure)
        {
            writer.AddAttributes(Text(AnalysisNames.Failure, failure));
        }
    }

    private static float[] Filled(Analysis analysis, float[] field) =>
        analysis.Failure is null ? field : Array.ConvertAll(field, value => float.IsNaN(value) ? Fill : value);

    private static double[] Bounds(double[] edges)
    {
        var bounds = new double[2 * (edges.Length - 1)];
        for (var i = 0; i < bounds.Length; i++)
        {
            bounds[i] = edges[(i / 2) + (i % 2)];
        }

        return bounds;
    }

    private static NetCdfAttribute Text(string name, string text) => NetCdfAttribute.OfText(name, text);
}
