using System.Globalization;

namespace Autocura.Embedded.Cluster.Protobuf;

/// <summary>How a field occurs in its message.</summary>
internal enum ProtobufShape
{
    /// <summary>Once or not at all.</summary>
    Single,

    /// <summary>Any number of times, in order.</summary>
    List,

    /// <summary>Entries of a text and a value.</summary>
    Map,

    /// <summary>A message whose fields JSON shows as the outer message's own.</summary>
    Inline,
}

/// <summary>One field. Of a value that cannot be absent (marked !), zero and empty are what JSON leaves out.</summary>
internal sealed record ProtobufField(string Name, string Type, ProtobufShape Shape, bool IsValue);

/// <summary>The binary encoding of the built-in kinds: field numbers, names and types by message.</summary>
internal static class ProtobufMessages
{
    private const string Resource = "Cluster.Protobuf.messages.txt";
    private static readonly Lazy<Dictionary<string, Dictionary<int, ProtobufField>>> Messages = new(Load);

    /// <summary>The fields of a message by number, or null when it is not known.</summary>
    public static IReadOnlyDictionary<int, ProtobufField>? Find(string message) => Messages.Value.GetValueOrDefault(message);

    private static Dictionary<string, Dictionary<int, ProtobufField>> Load()
    {
        using var reader = new StreamReader(typeof(ProtobufMessages).Assembly.GetManifestResourceStream(Resource)!);
        var messages = new Dictionary<string, Dictionary<int, ProtobufField>>();
        Dictionary<int, ProtobufField> current = [];
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith(' '))
            {
                messages.Add(line, current = []);
                continue;
            }

            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            current.Add(int.Parse(words[0], CultureInfo.InvariantCulture), Field(words[1], words[2..]));
        }

        return messages;
    }

    private static ProtobufField Field(string name, string[] type) => type switch
    {
        ["list", var element] => new(name, element, ProtobufShape.List, IsValue: false),
        ["map", var value] => new(name, value, ProtobufShape.Map, IsValue: false),
        ["inline", var message] => new(name, message, ProtobufShape.Inline, IsValue: false),
        [var single] => new(name, single.TrimStart('!'), ProtobufShape.Single, single.StartsWith('!')),
        _ => throw new InvalidDataException($"{Resource} declares {name} in a way that is not known: {string.Join(' ', type)}."),
    };
}
