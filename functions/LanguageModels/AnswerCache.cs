namespace Autocura.LanguageModels;

/// <summary>The last answers by their questions, so many and no more: evidence that has not changed is not asked about again.</summary>
internal sealed class AnswerCache
{
    private const int Most = 128;

    private readonly Dictionary<string, ModelReply> known = [];
    private readonly Queue<string> order = new();
    private readonly Lock gate = new();

    public ModelReply? Find(string hash)
    {
        lock (gate)
        {
            return known.GetValueOrDefault(hash);
        }
    }

    public void Keep(string hash, ModelReply reply)
    {
        lock (gate)
        {
            if (!known.ContainsKey(hash))
            {
                order.Enqueue(hash);
            }

            known[hash] = reply;
            while (order.Count > Most)
            {
                known.Remove(order.Dequeue());
            }
        }
    }
}
