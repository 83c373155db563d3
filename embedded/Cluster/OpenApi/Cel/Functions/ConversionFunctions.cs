using System.Globalization;
using System.Net;
using Autocura.Embedded.Cluster.Admission;

namespace Autocura.Embedded.Cluster.OpenApi.Cel.Functions;

/// <summary>From one kind of value to another, and the questions whether that is possible.</summary>
internal static class ConversionFunctions
{
    public static void AddTo(CelFunctionList functions)
    {
        functions.Add<object?, object?>("dyn", value => value);
        functions.Add<object?, CelType>("type", value => new CelType(CelValues.KindOf(value)));
        AddNumbers(functions);
        AddTexts(functions);
        functions.Add<string, TimeSpan>("duration", CelValues.Duration);
        functions.Add<TimeSpan, TimeSpan>("duration", value => value);
        functions.Add<string, DateTimeOffset>("timestamp", CelValues.Timestamp);
        functions.Add<DateTimeOffset, DateTimeOffset>("timestamp", value => value);
        functions.Add<string, bool>("isURL", text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0);
        functions.Add<string, bool>("isIP", text => IPAddress.TryParse(text, out _));
        functions.Add<string, bool>("isCIDR", text => IPNetwork.TryParse(text, out _));
        AddQuantities(functions);
    }

    private static void AddNumbers(CelFunctionList functions)
    {
        functions.Add<long, long>("int", value => value);
        functions.Add<double, long>("int", value => Math.Abs(value) < long.MaxValue ? (long)value : throw new CelEvaluationException("integer overflow"));
        functions.Add<DateTimeOffset, long>("int", value => value.ToUnixTimeSeconds());
        functions.Add<string, long>("int", text => long.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw No(text, "int"));
        functions.Add<double, double>("double", value => value);
        functions.Add<long, double>("double", value => value);
        functions.Add<string, double>("double", text => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw No(text, "double"));
        functions.Add<string, bool>("bool", text => bool.TryParse(text, out var value) ? value : throw No(text, "bool"));
        functions.Add<bool, bool>("bool", value => value);
    }

    private static void AddTexts(CelFunctionList functions)
    {
        functions.Add<string, string>("string", value => value);
        functions.Add<long, string>("string", value => value.ToString(CultureInfo.InvariantCulture));
        functions.Add<double, string>("string", value => value.ToString(CultureInfo.InvariantCulture));
        functions.Add<bool, string>("string", value => value ? "true" : "false");
        functions.Add<TimeSpan, string>("string", value => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds}s"));
        functions.Add<DateTimeOffset, string>("string", value => value.ToTimestamp());
    }

    private static void AddQuantities(CelFunctionList functions)
    {
        functions.Add<string, bool>("isQuantity", text => Quantity.Parse(text) is not null);
        functions.Add<string, decimal>("quantity", text => Quantity.Parse(text) ?? throw No(text, "quantity"));
        functions.Add<decimal, bool>(".isInteger", value => decimal.IsInteger(value) && Math.Abs(value) <= long.MaxValue);
        functions.Add<decimal, long>(".asInteger", value => decimal.IsInteger(value) ? (long)value : throw new CelEvaluationException("cannot convert value to integer"));
        functions.Add<decimal, double>(".asApproximateFloat", value => (double)value);
        functions.Add<decimal, long>(".sign", value => Math.Sign(value));
        functions.Add<decimal, decimal, decimal>(".add", (one, two) => one + two);
        functions.Add<decimal, long, decimal>(".add", (one, two) => one + two);
        functions.Add<decimal, decimal, decimal>(".sub", (one, two) => one - two);
        functions.Add<decimal, long, decimal>(".sub", (one, two) => one - two);
        functions.Add<decimal, decimal, bool>(".isLessThan", (one, two) => one < two);
        functions.Add<decimal, decimal, bool>(".isGreaterThan", (one, two) => one > two);
        functions.Add<decimal, decimal, long>(".compareTo", (one, two) => one.CompareTo(two));
    }

    private static CelEvaluationException No(string text, string kind) => new($"type conversion error from '{text}' to '{kind}'");
}
