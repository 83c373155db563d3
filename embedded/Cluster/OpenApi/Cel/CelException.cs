namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>An expression that cannot be compiled: where, and why.</summary>
internal sealed class CelCompileException(int position, string why) : Exception($"ERROR: <input>:1:{position + 1}: {why}");

/// <summary>An expression that has no value for the object at hand, such as one that reads a field which is not there.</summary>
internal sealed class CelEvaluationException(string why) : Exception(why);
