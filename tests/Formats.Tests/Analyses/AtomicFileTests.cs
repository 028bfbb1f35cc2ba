using Slams.Formats.Analyses;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Analyses;

public sealed class AtomicFileTests
{
    [Fact]
    public void AFailedWriteLeavesThePreviousFile()
    {
        using var scratch = new ScratchFolder();
        AtomicFile.Write(scratch["a"], stream => stream.WriteByte(1));
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(scratch["a"], stream =>
        {
            stream.WriteByte(2);
            throw new InvalidOperationException();
        }));
        Assert.Equal([1], File.ReadAllBytes(scratch["a"]));
        Assert.Single(Directory.GetFiles(scratch.FullName));
    }

    [Fact]
    public void ThePreviousFileIsWholeUntilTheNewOneIs()
    {
        using var scratch = new ScratchFolder();
        AtomicFile.Write(scratch["a"], stream => stream.WriteByte(1));
        AtomicFile.Write(scratch["a"], stream =>
        {
            stream.WriteByte(2);
            stream.Flush();
            Assert.Equal([1], File.ReadAllBytes(scratch["a"]));
        });
        Assert.Equal([2], File.ReadAllBytes(scratch["a"]));
    }

    [Fact]
    public void LeftoversOfKilledWritersAreDeleted()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch[".a.nc.17.partial"], "half");
        File.WriteAllText(scratch["a.nc"], "whole");
        AtomicFile.DeleteLeftovers(scratch.FullName);
        Assert.Equal([scratch["a.nc"]], Directory.GetFiles(scratch.FullName));
    }
}
