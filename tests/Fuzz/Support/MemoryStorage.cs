using Slams.Formats.Zarr;

namespace Slams.Fuzz.Support;

/// <summary>A store in memory.</summary>
internal sealed class MemoryStorage : IZarrStorage
{
    private readonly Dictionary<string, byte[]> _content = new(StringComparer.Ordinal);

    public string Name => "store";

    public byte[] this[string key]
    {
        get => _content[key];
        set => _content[key] = value;
    }

    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult(_content.GetValueOrDefault(key));

    public Task WriteAsync(string key, byte[] content, CancellationToken cancellationToken)
    {
        _content[key] = content;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        _content.Remove(key);
        return Task.CompletedTask;
    }
}
