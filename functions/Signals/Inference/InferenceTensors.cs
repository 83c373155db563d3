using System.Text.Json;

namespace Autocura.Signals.Inference;

/// <summary>The tensors of the anomaly detector: rows of ten numbers go in, a score and a verdict for each come out.</summary>
internal static class InferenceTensors
{
    /// <summary>What goes in: for each row <see cref="Features"/> numbers.</summary>
    public const string Input = "input-0";

    /// <summary>Numbers in a row.</summary>
    public const int Features = 10;

    /// <summary>How odd a row is, 0 to 1.</summary>
    public const string Score = "score";

    /// <summary>Whether that is above the model's threshold.</summary>
    public const string IsAnomaly = "is_anomaly";

    public static readonly IReadOnlyList<string> Outputs = [Score, IsAnomaly];

    public static void Write(Utf8JsonWriter output, string name, ReadOnlySpan<double> scores, double threshold)
    {
        output.WriteStartObject();
        output.WriteString("name", name);
        output.WriteString("datatype", name == Score ? "FP64" : "BOOL");
        output.WriteStartArray("shape");
        output.WriteNumberValue(scores.Length);
        output.WriteEndArray();
        output.WriteStartArray("data");
        foreach (var score in scores)
        {
            if (name == Score) output.WriteNumberValue(score);
            else output.WriteBooleanValue(score > threshold);
        }

        output.WriteEndArray();
        output.WriteEndObject();
    }
}
