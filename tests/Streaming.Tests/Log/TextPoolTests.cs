using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Slams.Streaming.Log;

namespace Slams.Streaming.Tests.Log;

public sealed class TextPoolTests
{
    private readonly TextPool _pool = new();

    [Property(MaxTest = 500)]
    public void Text_is_as_utf8_reads_it(NonNull<string>[] texts, byte[] noise)
    {
        foreach (var bytes in texts.Select(text => Encoding.UTF8.GetBytes(text.Get)).Append(noise))
        {
            Assert.Equal(Encoding.UTF8.GetString(bytes), _pool.Get(bytes));
            Assert.Equal(Encoding.UTF8.GetString(bytes), _pool.Get(bytes));
        }
    }

    [Fact]
    public void Thousands_of_stations_are_told_apart_and_most_are_remembered()
    {
        var first = Enumerable.Range(0, 3000).Select(number => _pool.Get(Bytes(number))).ToArray();
        var second = Enumerable.Range(0, 3000).Select(number => _pool.Get(Bytes(number))).ToArray();

        Assert.Equal(Enumerable.Range(0, 3000).Select(number => $"{number:00000}"), second);
        Assert.InRange(first.Zip(second).Count(pair => ReferenceEquals(pair.First, pair.Second)), 1500, 3000);

        static byte[] Bytes(int number) => Encoding.UTF8.GetBytes($"{number:00000}");
    }

    [Fact]
    public void Long_text_is_not_remembered()
    {
        var bytes = Encoding.UTF8.GetBytes(new string('x', 1000));
        Assert.NotSame(_pool.Get(bytes), _pool.Get(bytes));
    }
}
