using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Slams.Cli.Configuration;

/// <summary>The comments of the source, from the files that the compiler writes beside the assemblies, as Markdown.</summary>
internal sealed partial class SourceComments
{
    private readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> _members = [];

    /// <summary>Summary of a property.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public string Of(PropertyInfo property) => Summary(property.DeclaringType!.Assembly, $"P:{property.DeclaringType.FullName}.{property.Name}");

    /// <summary>Summary of a class.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public string Of(Type type) => Summary(type.Assembly, $"T:{type.FullName}");

    private string Summary(Assembly assembly, string member) =>
        _members.GetOrAdd(assembly, Read).TryGetValue(member, out var summary)
            ? Blanks().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim()
            : throw new InvalidDataException($"{member} has no summary.");

    private static Dictionary<string, XElement> Read(Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
        return XDocument.Load(file).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => (string)member.Attribute("name")!, member => member.Element("summary")!);
    }

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => Code(((string?)see.Attribute("langword") ?? (string)see.Attribute("cref")!).Split(':')[^1].Split('.')[^1]),
        XElement element => Code(element.Value),
        _ => "",
    };

    private static string Code(string text) => $"`{text}`";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
