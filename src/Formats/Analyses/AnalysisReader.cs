using System.Globalization;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Analyses;

/// <summary>Reads back what <see cref="AnalysisLayout"/> lays out.</summary>
internal static class AnalysisReader
{
    public static Analysis Read(NetCdfFile file)
    {
        var grid = ReadGrid(file);
        var failure = file.Attributes.Text(AnalysisNames.Failure);
        return new Analysis
        {
            Cycle = ReadCycle(file),
            Grid = grid,
            MeanK = ReadState(file, AnalysisNames.Mean, grid, failure),
            SpreadK = ReadState(file, AnalysisNames.Spread, grid, failure),
            MembersK = ReadMembers(file, grid),
            Provenance = ReadProvenance(file),
            Failure = failure,
        };
    }

    private static StateGrid ReadGrid(NetCdfFile file)
    {
        if (file.Find("plev") is null && file.Find(AnalysisNames.Mean) is null)
        {
            return StateGrid.WithoutFields;
        }

        try
        {
            return new StateGrid(
                new LatLonGrid(file.ReadDoubles(file.Require("lat")), file.ReadDoubles(file.Require("lon"))),
                file.ReadDoubles(file.Require("plev")));
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"The grid is not one of an analysis: {exception.Message}", exception);
        }
    }

    private static Cycle ReadCycle(NetCdfFile file)
    {
        var seconds = file.ReadDoubles(file.Require("time"));
        // Asked this way round so that NaN is refused; the bound lies within what a DateTimeOffset can hold.
        if (seconds is not [>= -6e10 and <= 6e10])
        {
            throw new InvalidDataException("The file holds no single time.");
        }

        return new Cycle(
            Integer(file, AnalysisNames.CycleIndex), DateTimeOffset.UnixEpoch.AddSeconds(seconds[0]),
            Time(file, AnalysisNames.WindowStart), Time(file, AnalysisNames.WindowEnd));
    }

    private static float[] ReadState(NetCdfFile file, string name, StateGrid grid, string? failure)
    {
        if (!grid.HasFields)
        {
            return [];
        }

        var values = file.ReadFloats(file.Require(name));
        if (failure is not null)
        {
            values = Array.ConvertAll(values, value => value == AnalysisLayout.Fill ? float.NaN : value);
        }

        return values.Length == grid.ValueCount
            ? values
            : throw new InvalidDataException($"Variable '{name}' has {values.Length} values, the grid {grid.ValueCount}.");
    }

    private static float[][] ReadMembers(NetCdfFile file, StateGrid grid)
    {
        if (file.Find(AnalysisNames.Members) is not { } variable)
        {
            return [];
        }

        if (variable.RowLength != grid.ValueCount)
        {
            throw new InvalidDataException($"A member has {variable.RowLength} values, the grid {grid.ValueCount}.");
        }

        var members = new float[variable.Rows][];
        for (var member = 0; member < members.Length; member++)
        {
            members[member] = file.ReadFloats(variable, member, 1);
        }

        return members;
    }

    private static AnalysisProvenance ReadProvenance(NetCdfFile file) => new()
    {
        RunId = Text(file, AnalysisNames.RunId),
        ModelId = Text(file, AnalysisNames.ModelId),
        ModelHash = Text(file, AnalysisNames.ModelHash),
        ConfigurationHash = Text(file, AnalysisNames.ConfigurationHash),
        Seed = Integer(file, AnalysisNames.Seed),
        Members = Count(file, AnalysisNames.EnsembleSize),
        Revision = Count(file, AnalysisNames.Revision),
        SoftwareVersion = Text(file, AnalysisNames.SoftwareVersion),
        InputCounts = ProvenanceText.SplitCounts(Text(file, AnalysisNames.InputCounts)),
        AddedCounts = ProvenanceText.SplitCounts(file.Attributes.Text(AnalysisNames.AddedCounts) ?? ""),
        InputOffsets = ProvenanceText.Split(Text(file, AnalysisNames.InputOffsets)),
    };

    private static string Text(NetCdfFile file, string name) =>
        file.Attributes.Text(name) ?? throw new InvalidDataException($"The file has no text attribute '{name}'.");

    private static int Count(NetCdfFile file, string name) =>
        file.Attributes.Number(name) is { } number and >= 0 and <= int.MaxValue
            ? (int)number
            : throw new InvalidDataException($"The file has no attribute '{name}' that is a count.");

    private static long Integer(NetCdfFile file, string name) =>
        long.TryParse(Text(file, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidDataException($"Attribute '{name}' is no integer.");

    private static DateTimeOffset Time(NetCdfFile file, string name) =>
        DateTimeOffset.TryParse(Text(file, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new InvalidDataException($"Attribute '{name}' is no time.");
}
