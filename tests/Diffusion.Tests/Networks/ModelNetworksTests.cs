using System.Collections.Concurrent;
using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Tests.Networks;

public sealed class ModelNetworksTests
{
    /// <summary>Memory of a GPU that ran out of it would be held beside the CPU's otherwise.</summary>
    [Fact]
    public void Where_one_cannot_be_loaded_all_others_are_disposed_of()
    {
        var loaded = new ConcurrentQueue<Network>();

        var thrown = Assert.Throws<InvalidOperationException>(() => ModelNetworks.LoadAll(["a", "b", "c", "d"], Load));

        Assert.Equal("c: no memory", thrown.Message);
        Assert.Equal(["a", "b", "d"], loaded.Select(one => one.Path).Order());
        Assert.All(loaded, one => Assert.Equal(1, one.Disposals));

        Network Load(string path)
        {
            var one = path == "c" ? throw new InvalidOperationException(path + ": no memory") : new Network(path);
            loaded.Enqueue(one);
            return one;
        }
    }

    [Fact]
    public void Of_several_failures_the_first_of_the_list_is_told() =>
        Assert.Equal("b", Assert.Throws<InvalidOperationException>(() => ModelNetworks.LoadAll(
            ["a", "b", "c"], path => path == "a" ? new Network(path) : throw new InvalidOperationException(path))).Message);

    [Fact]
    public void They_are_loaded_side_by_side()
    {
        using var both = new Barrier(2);

        var loaded = ModelNetworks.LoadAll(["a", "b"], path => both.SignalAndWait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)
            ? new Network(path)
            : throw new InvalidOperationException(path + " was alone"));

        Assert.Equal(2, loaded.Length);
    }

    [Fact]
    public void All_that_can_be_loaded_stay_in_their_order()
    {
        var loaded = ModelNetworks.LoadAll(["a", "b"], path => new Network(path));

        Assert.Equal(["a", "b"], loaded.Select(one => one.Path));
        Assert.All(loaded, one => Assert.Equal(0, one.Disposals));
    }

    private sealed class Network(string path) : IDisposable
    {
        public string Path => path;

        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
