using System.Collections;

namespace Autocura.Telemetry;

/// <summary>Fields for every line that is logged within a scope: text where people read, name and value where machines do.</summary>
/// <param name="text">What they say together.</param>
/// <param name="fields">By the names of OpenTelemetry's conventions, which have dots and small letters.</param>
public sealed class LogFields(string text, params KeyValuePair<string, object?>[] fields) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => fields.Length;

    public KeyValuePair<string, object?> this[int index] => fields[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => fields.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => text;
}
