using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Crosscheck.App.Desk;

/// <summary>Keeps the keys of forms in memory: nothing secret is left on disk, and nothing outlives the process.</summary>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly List<XElement> _keys = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_keys)
            return [.. _keys.Select(k => new XElement(k))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_keys)
            _keys.Add(new XElement(element));
    }
}
