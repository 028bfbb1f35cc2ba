using System.Globalization;

namespace Slams.Formats.Bufr;

/// <summary>Tables by version, and templates by tables and descriptors, read when first needed. Memory is bounded: what messages name is not trusted.</summary>
/// <param name="libraries">Names under which ecCodes is looked for.</param>
internal sealed class BufrTableStore(IReadOnlyList<string> libraries)
{
    private const int MaximumTables = 16, MaximumTemplates = 256;

    // WMO: what was written with an earlier version can be read with version 13.
    private const int OldestComplete = 13;

    private readonly Dictionary<(int Version, int LocalVersion, int Centre, int Subcentre), BufrTables> _tables = [];
    private readonly Dictionary<TemplateKey, BufrTemplate> _templates = [];
    private readonly Lock _lock = new();
    private string? _folder;

    /// <summary>The template of a message.</summary>
    /// <exception cref="InvalidDataException">ecCodes is not installed, or what it has installed cannot be used.</exception>
    public BufrTemplate Template(BufrMessage message)
    {
        var key = new TemplateKey(message.MasterVersion, message.LocalVersion, message.Centre, message.Subcentre, Convert.ToHexString(message.Descriptors.Span));
        lock (_lock)
        {
            if (_templates.TryGetValue(key, out var template))
            {
                return template;
            }

            if (_templates.Count >= MaximumTemplates)
            {
                _templates.Clear();
            }

            var tables = Tables(message);
            template = tables is null
                ? BufrTemplate.Unreadable($"The tables of version {message.MasterVersion} are not among those of ecCodes.")
                : BufrTemplate.Compile(message.UnexpandedDescriptors(), tables);
            _templates.Add(key, template);
            return template;
        }
    }

    private BufrTables? Tables(BufrMessage message)
    {
        var key = (message.MasterVersion, message.LocalVersion, message.Centre, message.Subcentre);
        if (_tables.TryGetValue(key, out var tables))
        {
            return tables;
        }

        _folder ??= EcCodesDefinitions.FindTables(libraries);
        var master = Master(message.MasterVersion);
        if (master is null && message.MasterVersion < OldestComplete)
        {
            master = Master(OldestComplete);
        }

        if (master is null)
        {
            return null;
        }

        if (_tables.Count >= MaximumTables)
        {
            _tables.Clear();
        }

        tables = new BufrTables();
        tables.AddFolder(master);
        tables.AddFolder(Path.Combine(_folder, "local", Text(message.LocalVersion), Text(message.Centre), Text(message.Subcentre)));
        _tables.Add(key, tables);
        return tables;
    }

    private string? Master(int version) => Path.Combine(_folder!, "wmo", Text(version)) is var folder && Directory.Exists(folder) ? folder : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private readonly record struct TemplateKey(int Version, int LocalVersion, int Centre, int Subcentre, string Descriptors);
}
