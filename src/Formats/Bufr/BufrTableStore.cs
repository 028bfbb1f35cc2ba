using System.Globalization;

namespace Slams.Formats.Bufr;

/// <summary>
/// Tables by version, and templates by tables and descriptors, read when first needed. What messages name is not trusted: memory is bounded, and tables
/// that do not exist are not loaded again for each name.
/// </summary>
/// <param name="libraries">Names under which ecCodes is looked for.</param>
internal sealed class BufrTableStore(IReadOnlyList<string> libraries)
{
    /// <summary>Descriptors of a message beyond which it is given up.</summary>
    public const int MaximumDescriptors = 2048;

    private const int MaximumTables = 64, MaximumTemplates = 256, MaximumNames = 4096;

    // WMO: what was written with an earlier version can be read with version 13.
    private const int OldestComplete = 13;

    private readonly Dictionary<(string Master, string Local), BufrTables> _tables = [];
    private readonly Dictionary<(int Master, int Local, int Centre, int Subcentre), BufrTables?> _named = [];
    private readonly Dictionary<TemplateKey, BufrTemplate> _templates = [];
    private readonly Lock _lock = new();
    private string? _folder;

    /// <summary>The template of a message.</summary>
    /// <exception cref="InvalidDataException">ecCodes is not installed, or what it has installed cannot be used.</exception>
    public BufrTemplate Template(BufrMessage message)
    {
        if (message.Descriptors.Length > 2 * MaximumDescriptors)
        {
            return BufrTemplate.Unreadable($"The message has more than {MaximumDescriptors} descriptors.");
        }

        lock (_lock)
        {
            return Tables(message) is { } tables
                ? Template(message, tables)
                : BufrTemplate.Unreadable($"The tables of version {message.MasterVersion} are not among those of ecCodes.");
        }
    }

    private BufrTemplate Template(BufrMessage message, BufrTables tables)
    {
        var key = new TemplateKey(tables, message.Descriptors);
        if (_templates.TryGetValue(key, out var template))
        {
            return template;
        }

        if (_templates.Count >= MaximumTemplates)
        {
            _templates.Clear();
        }

        template = BufrTemplate.Compile(message.UnexpandedDescriptors(), tables);
        // The bytes are those of a buffer that goes on to other messages.
        _templates.Add(key with { Descriptors = message.Descriptors.ToArray() }, template);
        return template;
    }

    /// <summary>What is named is known after the first message: three folders are asked for otherwise, of every one.</summary>
    private BufrTables? Tables(BufrMessage message)
    {
        var name = (message.MasterVersion, message.LocalVersion, message.Centre, message.Subcentre);
        if (_named.TryGetValue(name, out var named))
        {
            return named;
        }

        if (_named.Count >= MaximumNames)
        {
            _named.Clear();
        }

        named = Find(message);
        _named.Add(name, named);
        return named;
    }

    private BufrTables? Find(BufrMessage message)
    {
        _folder ??= EcCodesDefinitions.FindTables(libraries);
        var master = Existing("wmo", message.MasterVersion)
            ?? (message.MasterVersion < OldestComplete ? Existing("wmo", OldestComplete) : null);
        if (master is null)
        {
            return null;
        }

        var key = (master, Existing("local", message.LocalVersion, message.Centre, message.Subcentre) ?? "");
        if (_tables.TryGetValue(key, out var tables))
        {
            return tables;
        }

        if (_tables.Count >= MaximumTables)
        {
            _tables.Clear();
            _templates.Clear();
            _named.Clear();
        }

        tables = new BufrTables();
        tables.AddFolder(master);
        if (key.Item2.Length > 0)
        {
            tables.AddFolder(key.Item2);
        }

        _tables.Add(key, tables);
        return tables;
    }

    private string? Existing(string kind, params ReadOnlySpan<int> numbers)
    {
        var folder = Path.Combine(_folder!, kind);
        foreach (var number in numbers)
        {
            folder = Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture));
        }

        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>A template by its descriptors.</summary>
    private readonly record struct TemplateKey(BufrTables Tables, ReadOnlyMemory<byte> Descriptors)
    {
        public bool Equals(TemplateKey other) => ReferenceEquals(Tables, other.Tables) && Descriptors.Span.SequenceEqual(other.Descriptors.Span);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(Descriptors.Span);
            return hash.ToHashCode();
        }
    }
}
