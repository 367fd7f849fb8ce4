"""Words that carry grammar rather than content."""

from __future__ import annotations

DETERMINERS = frozenset(
    """a an the this that these those each every any some all both no another other others my our your his her its their
    one same said""".split()
)
MANY = frozenset(
    "many several multiple various few two three four five six lots plenty numerous different more".split()
)
ONE = frozenset("one exactly single".split())
PRONOUNS = frozenset("i we you he she it they them us who which that what someone somebody everyone everybody".split())
MODALS = frozenset("can may must should shall will could might would cannot can't won't mustn't shouldn't".split())
NEGATIONS = frozenset(
    "not no never none cannot can't won't don't doesn't isn't aren't mustn't shouldn't nobody without".split()
)
PREPOSITIONS = frozenset(
    """of in on at to for from with by about into onto per under over through across between among within until till
    after before during via as against off up out like than without including towards toward around beside besides
    behind along beyond except inside""".split()
)
CONJUNCTIONS = frozenset("and or but nor so plus yet then".split())
SUBORDINATORS = frozenset(
    "who which that whose where when while if because since until unless so but once whereas "
    "although though after before".split()
)
ADVERBS = frozenset(
    """also just only always usually sometimes often obviously basically simply then now later already still yet even
    ever really actually maybe perhaps probably currently typically normally generally again too well very quite
    rather ideally optionally additionally furthermore moreover finally first firstly secondly next last lastly
    afterwards eventually automatically manually physically directly together either neither clearly certainly
    roughly exactly never not eg ie initially possibly of-course once twice there here etc please freely immediately
    """.split()
)
ADJECTIVES = frozenset(
    """new old own different unique optional required mandatory ordered simple small big large short long free full
    empty existing individual separate main basic certain common shared single multiple public private internal
    human-readable readable real physical additional extra various active regular normal specific particular
    relevant associated related corresponding given published confirmed approved registered logged-in authenticated
    signed-in anonymous upcoming past future open available personal global""".split()
)
US = frozenset("""we i you system app application api platform backend software website us""".split())
"""Subjects that are the makers or the system itself, never a model of the brief."""
ANYONE = frozenset("anyone anybody everyone everybody visitor visitors public world guests-without-account".split())
ANONYMOUS = frozenset("visitor stranger everyone everybody anyone anybody public outsider passer-by".split())
"""People without an account."""
GENERIC_PEOPLE = frozenset("person people user users account accounts somebody someone folks".split())
