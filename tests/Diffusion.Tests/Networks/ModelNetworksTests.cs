using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Tests.Networks;

public sealed class ModelNetworksTests
{
    /// <summary>Memory of a GPU that ran out of it would be held beside the CPU's otherwise.</summary>
    [Fact]
    public void Where_one_cannot_be_loaded_those_before_it_are_disposed_of()
    {
        var loaded = new List<Network>();

        var thrown = Assert.Throws<InvalidOperationException>(() => ModelNetworks.LoadAll(["a", "b", "c", "d"], Load));

        Assert.Equal("c: no memory", thrown.Message);
        Assert.Equal([1, 1], loaded.Select(one => one.Disposals));

        Network Load(string path)
        {
            loaded.Add(path == "c" ? throw new InvalidOperationException(path + ": no memory") : new Network(path));
            return loaded[^1];
        }
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
