using System.Text;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Tests.Stations;

public sealed class TableColumnsTests
{
    /// <summary>Separators at every place of the blocks by which they are found, the last ones cut short included.</summary>
    [Theory]
    [InlineData((byte)'|')]
    [InlineData((byte)',')]
    public void Fields_stand_where_separators_part_them(byte separator)
    {
        var random = new Random(20261130);
        for (var trial = 0; trial < 3000; trial++)
        {
            var line = string.Concat(Enumerable.Range(0, random.Next(140)).Select(_ => random.Next(1 + (trial % 9)) == 0 ? (char)separator : "ab 7"[random.Next(4)]));
            var expected = line.Split((char)separator);
            string[] names = [.. Enumerable.Range(0, expected.Length).Select(i => $"c{i}")];
            var columns = TableColumns.Parse(Encoding.ASCII.GetBytes(string.Join((char)separator, names)), separator, [.. names.Select(name => new[] { name })]);
            var places = new Range[names.Length];
            var bytes = Encoding.ASCII.GetBytes(line);
            Assert.Null(columns.Split(bytes, places));
            Assert.Equal(expected.Select(field => field.Trim(' ')), places.Select(place => Encoding.ASCII.GetString(bytes[place])));
            Assert.Equal($"The line has {names.Length + 1} fields, the header {names.Length}.", columns.Split([.. bytes, separator], places));
        }
    }
}
