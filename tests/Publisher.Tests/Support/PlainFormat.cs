using System.Text.Json;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Publisher.Files;

namespace Slams.Publisher.Tests.Support;

internal sealed class PlainFormat : IAnalysisFileFormat
{
    public void Write(string path, Analysis analysis)
    {
        using var s = File.Create(path);
        JsonSerializer.Serialize(s, new Dto(analysis.Cycle, analysis.MeanK.Select(BitConverter.SingleToInt32Bits).ToArray(), analysis.SpreadK.Select(BitConverter.SingleToInt32Bits).ToArray(), analysis.Provenance));
    }

    public Analysis Read(string path)
    {
        try
        {
            using var s = File.OpenRead(path);
            var dto = JsonSerializer.Deserialize<Dto>(s)!;
            return new Analysis { Cycle = dto.Cycle, Grid = SyntheticAnalysis.Grid, MeanK = dto.Mean.Select(BitConverter.Int32BitsToSingle).ToArray(), SpreadK = dto.Spread.Select(BitConverter.Int32BitsToSingle).ToArray(), Provenance = dto.P };
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("no", e);
        }
    }

    private sealed record Dto(Cycle Cycle, int[] Mean, int[] Spread, AnalysisProvenance P);
}
