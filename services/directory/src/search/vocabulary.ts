/** The same thing under several names. Each finds the others. */
export const sameThing: readonly (readonly string[])[] = [
  ['food bank', 'foodbank', 'food parcel', 'food hamper'],
  ['pantry', 'food pantry', 'community pantry', 'social supermarket', 'community fridge'],
  ['lunch club', 'luncheon club', 'community meal'],
  ['universal credit', 'uc'],
  ['pip', 'personal independence payment'],
  ['esa', 'employment and support allowance'],
  ['attendance allowance', 'aa form'],
  ['dwp', 'jobcentre', 'job centre'],
  ['cab', 'citizens advice'],
  ['warm space', 'warm hub', 'warm bank', 'warm welcome'],
  ['damp', 'mould', 'mouldy'],
  ['dementia', 'alzheimers', 'alzheimer'],
  ['memory cafe', 'dementia cafe', 'forget me not cafe', 'singing for the brain'],
  ['counselling', 'counsellor', 'talking therapy', 'therapy'],
  ['insomnia', 'cant sleep', 'cannot sleep', 'not sleeping', 'trouble sleeping', 'sleep'],
  ['wellbeing', 'well being'],
  ['mens shed', 'men in sheds', 'shed'],
  ['knit and natter', 'knitting', 'crochet', 'knit'],
  ['sewing', 'sew', 'stitching', 'needlework'],
  ['choir', 'singing', 'sing', 'singing group'],
  ['allotment', 'community garden', 'vegetable growing'],
  ['tai chi', 'taichi'],
  ['chair based', 'seated exercise', 'chair exercise', 'armchair exercise', 'chair yoga'],
  ['falls', 'falls prevention', 'balance class', 'strength and balance', 'steady on your feet'],
  ['walking', 'walk', 'walking group', 'health walk', 'ramble', 'rambling', 'stroll'],
  ['swimming', 'swim', 'aqua'],
  ['running', 'run', 'jogging', 'couch to 5k', 'parkrun'],
  ['cycling', 'bike', 'bicycle', 'cycle'],
  ['toddler', 'tots', 'stay and play', 'playgroup'],
  ['breastfeeding', 'infant feeding'],
  ['unpaid carer', 'carer', 'looking after someone', 'caring for'],
  ['autism', 'autistic', 'asd', 'aspergers'],
  ['adhd', 'attention deficit'],
  ['send', 'special educational needs', 'additional needs'],
  ['deaf', 'hearing loss', 'hard of hearing', 'bsl', 'sign language'],
  ['blind', 'sight loss', 'visually impaired', 'partially sighted'],
  ['wheelchair', 'step free'],
  ['learning disability', 'learning difficulties'],
  ['lgbt', 'lgbtq', 'lgbtqia', 'queer'],
  ['veteran', 'ex forces', 'armed forces', 'ex services'],
  ['refugee', 'asylum seeker', 'asylum'],
  ['esol', 'english classes', 'learn english', 'english lessons', 'english conversation'],
  ['domestic abuse', 'domestic violence', 'coercive control', 'refuge'],
  ['drugs', 'substance misuse', 'substance use'],
  ['alcoholics anonymous', 'aa'],
  ['gambling', 'betting', 'gamblers anonymous'],
  ['smoking', 'stop smoking', 'quit smoking', 'vaping'],
  ['me', 'cfs', 'chronic fatigue', 'myalgic encephalomyelitis'],
  ['ms', 'multiple sclerosis'],
  ['copd', 'breathe easy'],
  ['gp', 'doctor'],
  ['cv', 'curriculum vitae'],
  ['cleaning', 'cleaner', 'hoover', 'hoovering', 'housework', 'vacuum'],
  ['community transport', 'dial a ride', 'minibus', 'volunteer driver', 'car scheme'],
  ['baby bank', 'baby clothes', 'nappies'],
]

/** Said, and what it also finds; not the other way: who wants a course wants no computer. */
export const oneWay: readonly (readonly [said: readonly string[], meant: readonly string[]])[] = [
  [
    ['food bank', 'foodbank', 'food parcel', 'hungry'],
    ['pantry', 'community meal'],
  ],
  [['skint', 'broke', 'hard up', 'bankrupt', 'owe money', 'loan shark', 'bailiff'], ['debt']],
  [
    ['pip', 'universal credit', 'attendance allowance', 'esa', 'dla', 'pension credit', 'dwp'],
    ['benefits'],
  ],
  [['blue badge', 'sanction', 'appeal', 'tribunal', 'claim'], ['benefits']],
  [
    ['council tax', 'bills', 'arrears'],
    ['debt', 'benefits'],
  ],
  [
    ['heating', 'cold', 'boiler', 'gas', 'electric', 'electricity', 'meter', 'prepay meter'],
    ['energy', 'warm', 'fuel'],
  ],
  [['damp', 'mould', 'eviction', 'evicted', 'homeless', 'landlord', 'disrepair'], ['housing']],
  [
    ['furniture', 'cooker', 'bed', 'fridge', 'washing machine'],
    ['furniture', 'white goods'],
  ],
  [
    ['lonely', 'loneliness', 'isolated', 'on my own', 'no friends'],
    ['befriending', 'company'],
  ],
  [
    ['insomnia', 'cant sleep', 'cannot sleep', 'not sleeping'],
    ['sleep', 'anxiety'],
  ],
  [
    ['suicidal', 'suicide', 'self harm', 'crisis', 'end it all'],
    ['samaritans', 'crisis'],
  ],
  [
    ['panic attack', 'nerves', 'stressed', 'burnt out'],
    ['anxiety', 'stress'],
  ],
  [['widow', 'widower', 'died', 'lost my husband', 'lost my wife', 'funeral'], ['bereavement']],
  [
    ['dad', 'dads', 'father', 'grandad'],
    ['parent', 'father'],
  ],
  [
    ['mum', 'mother', 'new mum', 'postnatal', 'pregnant'],
    ['parent', 'baby'],
  ],
  [
    ['gran', 'nan', 'grandparent', 'grandparents'],
    ['kinship', 'family'],
  ],
  [
    ['baby', 'babies', 'newborn'],
    ['toddler', 'parent'],
  ],
  [
    ['teenager', 'teen', 'young people'],
    ['youth', 'young people'],
  ],
  [
    ['pensioner', 'elderly', 'oap', 'over 60s', 'retired'],
    ['older people', 'over 55'],
  ],
  [
    ['exercise', 'keep fit', 'fitness', 'lose weight', 'gym'],
    ['active', 'fit'],
  ],
  [
    ['fall', 'fallen', 'unsteady', 'frail', 'balance'],
    ['falls', 'chair based'],
  ],
  [
    ['bad back', 'arthritis', 'sore', 'aches', 'stiff'],
    ['pain', 'chair based'],
  ],
  [
    ['autism', 'adhd', 'dyslexia', 'dyspraxia'],
    ['neurodivergent', 'neurodiverse'],
  ],
  [
    ['hearing aid', 'hearing aids'],
    ['hearing', 'deaf'],
  ],
  [
    ['computer', 'laptop', 'tablet', 'ipad', 'internet', 'wifi', 'smartphone', 'email', 'zoom'],
    ['digital', 'getting online'],
  ],
  [
    ['job', 'unemployed', 'out of work', 'redundant', 'interview', 'cv'],
    ['employment', 'work'],
  ],
  [['volunteering', 'volunteer', 'give back', 'helping out'], ['volunteers']],
  [
    ['maths', 'reading', 'writing', 'spelling'],
    ['numeracy', 'literacy'],
  ],
  [
    ['bus', 'taxi', 'lift', 'driver', 'cant drive', 'hospital transport', 'get to hospital'],
    ['transport'],
  ],
  [
    ['home help', 'help at home', 'help round the house'],
    ['cleaning', 'shopping'],
  ],
  [
    ['painting', 'drawing', 'pottery', 'clay', 'craft', 'crafts', 'crafting'],
    ['art', 'creative'],
  ],
  [
    ['music', 'guitar', 'piano', 'ukulele', 'band'],
    ['music', 'singing'],
  ],
  [
    ['dance', 'dancing', 'zumba', 'line dancing'],
    ['dance', 'dancing'],
  ],
  [
    ['dog', 'dogs', 'pet', 'pets', 'vet'],
    ['pet', 'animal'],
  ],
  [
    ['garden', 'gardening', 'vegetables', 'plants'],
    ['allotment', 'growing'],
  ],
  [['violent', 'hits me', 'beaten', 'controlling', 'frightened of him'], ['domestic abuse']],
  [
    ['scam', 'scammed', 'fraud', 'burgled', 'crime', 'hate crime'],
    ['victim', 'safe'],
  ],
  [
    ['aa', 'alcoholics anonymous'],
    ['alcohol', 'drinking'],
  ],
  [['drink', 'drinking', 'alcoholic', 'drinker'], ['alcohol']],
  [['gay', 'lesbian', 'trans', 'bisexual', 'pride'], ['lgbt']],
  [
    ['army', 'navy', 'soldier', 'military'],
    ['veteran', 'armed forces'],
  ],
  [
    ['breathless', 'breathing', 'lungs'],
    ['copd', 'breathe easy'],
  ],
  [['mend', 'fix', 'broken', 'repair'], ['repair cafe']],
  [
    ['sober', 'detox', 'withdrawal', 'cocaine', 'heroin', 'cannabis'],
    ['drugs', 'recovery'],
  ],
  [['casino', 'slots', 'bookies'], ['gambling']],
  [['muslim', 'mosque', 'church', 'faith', 'prayer'], ['faith']],
  [
    ['speak english', 'no english', 'interpreter'],
    ['esol', 'english'],
  ],
  [['ukrainian', 'ukraine', 'syrian', 'afghan'], ['refugee']],
  [
    ['mens group', 'for men', 'blokes', 'lads'],
    ['mens shed', 'men'],
  ],
  [['periods', 'menopause', 'womens group'], ['women']],
  [
    ['meal', 'dinner', 'hot meal', 'meals on wheels'],
    ['lunch', 'meal'],
  ],
  [
    ['coffee', 'coffee morning', 'cuppa', 'tea'],
    ['coffee', 'cafe'],
  ],
]

/** What to fall back on when no listing has the word itself: wide, and better than nothing. */
export const lastResort: typeof oneWay = [
  [['stroke', 'diabetes', 'diabetic', 'cancer', 'heart', 'asthma', 'copd'], ['health']],
  [['arthritis', 'fibromyalgia', 'me', 'ms', 'epilepsy', 'parkinsons'], ['health']],
  [
    ['counselling', 'counsellor', 'therapy', 'therapist'],
    ['mental health', 'wellbeing'],
  ],
  [['ptsd', 'ocd', 'bipolar', 'psychosis', 'self harm', 'suicidal'], ['mental health']],
  [['aa', 'alcohol', 'drink', 'drugs', 'gambling', 'smoking'], ['addiction']],
  [
    ['blind', 'deaf', 'wheelchair', 'learning disability'],
    ['disabled', 'disability'],
  ],
  [['autism', 'adhd'], ['family']],
  [['chair based', 'falls', 'yoga', 'pilates', 'tai chi', 'zumba', 'gym'], ['exercise']],
  [['walking', 'running', 'swimming', 'cycling', 'dancing'], ['exercise']],
  [['choir', 'knitting', 'pottery', 'painting', 'sewing'], ['creative']],
  [['allotment', 'birds', 'trees'], ['nature']],
  [['bus', 'taxi', 'lift', 'minibus'], ['transport']],
  [['damp', 'mould', 'eviction', 'boiler'], ['housing']],
  [['lunch club', 'pantry', 'breakfast'], ['food']],
]
