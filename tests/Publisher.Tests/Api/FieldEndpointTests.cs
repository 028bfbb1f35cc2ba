using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Text.Json;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Api;

public sealed class FieldEndpointTests
{
    [Theory]
    [InlineData("mean")]
    [InlineData("spread")]
    public async Task Json_and_binary_hold_the_same_field(string statistic)
    {
        await using var publisher = await RunningPublisher.StartAsync();
        var analysis = SyntheticAnalysis.Make(0);
        await publisher.PublishAsync(analysis);
        var address = $"api/v1/cycles/latest/field?level=50000&statistic={statistic}";

        var json = await publisher.Client.GetFromJsonAsync<JsonElement>(address);
        var binary = await publisher.Client.GetByteArrayAsync(address + "&format=binary");

        var cells = analysis.Grid.Horizontal.CellCount;
        var expected = (statistic == "mean" ? analysis.MeanK : analysis.SpreadK).AsSpan(4 * cells, cells).ToArray();
        Assert.Equal(expected, json.GetProperty("values").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(v => v.GetSingle()));
        Assert.Equal("SLF1"u8.ToArray(), binary[..4]);
        Assert.Equal(48, BinaryPrimitives.ReadInt32LittleEndian(binary.AsSpan(4)));
        Assert.Equal(96, BinaryPrimitives.ReadInt32LittleEndian(binary.AsSpan(8)));
        var floats = Enumerable.Range(0, (binary.Length - 12) / 4)
            .Select(i => BinaryPrimitives.ReadSingleLittleEndian(binary.AsSpan(12 + (4 * i)))).ToArray();
        Assert.Equal(50000, floats[0]);
        Assert.Equal(-87.21649f, floats[1]);
        Assert.Equal(356.25f, floats[48 + 96]);
        Assert.Equal(expected, floats[(1 + 48 + 96)..]);
    }

    [Fact]
    public async Task Values_that_are_not_numbers_are_null_in_json()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        var analysis = SyntheticAnalysis.Make(0);
        analysis.MeanK[5] = float.NaN;
        await publisher.PublishAsync(analysis);

        var json = await publisher.Client.GetFromJsonAsync<JsonElement>("api/v1/cycles/latest/field?level=3000");

        Assert.Equal(JsonValueKind.Null, json.GetProperty("values")[0][5].ValueKind);
    }
}
