using System.Globalization;
using Autocura.Embedded.Cluster.Protobuf;

namespace Autocura.Support.Otlp;

/// <summary>Reads what exporters send, by the field numbers of opentelemetry-proto 1.x.</summary>
internal static class OtlpMessages
{
    /// <summary>An ExportTraceServiceRequest.</summary>
    public static IEnumerable<OtlpSpan> Spans(byte[] request) =>
        from scope in Scopes(request)
        from span in scope.Items
        select Span(scope.Name, span);

    /// <summary>An ExportLogsServiceRequest.</summary>
    public static IEnumerable<OtlpLine> Lines(byte[] request) =>
        from scope in Scopes(request)
        from line in scope.Items
        select Line(scope.Name, line);

    /// <summary>Both are lists of resources (1) with lists of scopes (2), each with its name (1 in 1) and its items (2).</summary>
    private static IEnumerable<(string Name, List<byte[]> Items)> Scopes(byte[] request) =>
        from resource in All(request, 1)
        from scope in All(resource, 2)
        select (All(scope, 1).SelectMany(one => All(one, 1)).Select(Text).FirstOrDefault(""), All(scope, 2));

    private static OtlpSpan Span(string source, byte[] span) => new()
    {
        Source = source,
        TraceId = Hex(span, 1),
        SpanId = Hex(span, 2),
        ParentId = Hex(span, 4),
        Name = All(span, 5).Select(Text).Single(),
        Kind = Number(span, 6),
        Attributes = Attributes(span, 9),
        Links = [.. All(span, 13).Select(link => Hex(link, 1))],
        Status = All(span, 15).Select(status => Number(status, 3)).FirstOrDefault(),
    };

    private static OtlpLine Line(string source, byte[] line) =>
        new(source, All(line, 5).Select(Value).FirstOrDefault(""), Hex(line, 9), Hex(line, 10), Attributes(line, 6)) { Severity = Number(line, 2) };

    private static Dictionary<string, string> Attributes(byte[] message, int field) => All(message, field)
        .GroupBy(pair => All(pair, 1).Select(Text).Single(), pair => All(pair, 2).Select(Value).FirstOrDefault(""))
        .ToDictionary(same => same.Key, same => same.Last());

    /// <summary>An AnyValue as text; lists and maps as their raw bytes, in which texts can be found.</summary>
    private static string Value(byte[] any)
    {
        var reader = new ProtobufReader(any);
        if (!reader.Read()) return "";
        return reader.Field switch
        {
            2 => reader.Number == 1 ? "true" : "false",
            3 => ((long)reader.Number).ToString(CultureInfo.InvariantCulture),
            4 => BitConverter.UInt64BitsToDouble(reader.Number).ToString(CultureInfo.InvariantCulture),
            _ => reader.Text,
        };
    }

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(All(message, field).FirstOrDefault([]));

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    private static int Number(byte[] message, int field)
    {
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == field) return (int)reader.Number;
        }

        return 0;
    }

    private static List<byte[]> All(byte[] message, int field)
    {
        var found = new List<byte[]>();
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            if (reader.Field == field) found.Add(reader.Bytes.ToArray());
        }

        return found;
    }
}
